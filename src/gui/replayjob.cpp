// SPDX-License-Identifier: MIT
#include "gui/replayjob.h"

#include "gui/differenceview.h"
#include "gui/inlinemessage.h"
#include "gui/progressstrip.h"

#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace bothends {

ReplayJob::ReplayJob(const Readings &then, MainWindow &window, Session &live, const ReplayConfig &config,
                     QString name, QObject *parent)
    : QObject(parent)
    , m_window(&window)
    , m_strip(new ProgressStrip(tr("Replaying connection #%1…").arg(config.connection), &window))
    , m_name(std::move(name))
    , m_replayer(new Replayer(then, live, config, this))
{
    window.statusBar()->addPermanentWidget(m_strip);
    connect(m_strip, &ProgressStrip::cancelRequested, m_replayer, &Replayer::cancel);
    connect(m_replayer, &Replayer::listening, this, &ReplayJob::tellBeginning);
    connect(m_replayer, &Replayer::connected, this, [this](quint32 connection) {
        m_window->message().clear();
        m_window->showConnection(connection);
    });
    connect(m_replayer, &Replayer::progressed, this, [this](qint64 sent, qint64 total) {
        if (m_strip && total > 0)
            m_strip->setPercent(int(100.0 * double(sent) / double(total)));
    });
    connect(m_replayer, &Replayer::finished, this, &ReplayJob::conclude);
    connect(&window, &QObject::destroyed, this, &QObject::deleteLater);
}

ReplayJob::~ReplayJob()
{
    delete m_difference; // it shows what is about to go
    if (!m_window || m_isOver)
        return;
    m_replayer->cancel();
    delete m_strip;
    m_window->message().say(InlineMessage::Kind::Note,
                            tr("The replay ended, because the window of its session was closed."));
}

void ReplayJob::start()
{
    m_replayer->start();
}

void ReplayJob::tellBeginning(const Address &address)
{
    m_window->message().say(InlineMessage::Kind::Note,
                            tr("Waiting for a client on %1.").arg(address.toString()),
                            tr("The server’s side of connection #%1 of %2 is sent to the first one.")
                                .arg(QString::number(m_replayer->config().connection), m_name));
}

void ReplayJob::conclude(const ReplayResult &result)
{
    m_isOver = true;
    delete m_strip;
    if (!m_window)
        return;
    using Verdict = ReplayResult::Verdict;
    const bool isSame = result.verdict == Verdict::Equal || result.verdict == Verdict::Cancelled;
    QList<InlineMessage::Remedy> remedies;
    if (result.firstDifference && !isSame) {
        const qint64 offset = *result.firstDifference;
        remedies.append(
            {u"showDifference"_s, tr("Show the Difference"), [this, offset] { showDifference(offset); }});
    }
    m_window->message().say(result.verdict == Verdict::Failed ? InlineMessage::Kind::Error
                                : isSame                      ? InlineMessage::Kind::Note
                                                              : InlineMessage::Kind::Warning,
                            verdictText(result), amountsText(result), remedies);
}

void ReplayJob::showDifference(qint64 offset)
{
    delete m_difference;
    const ReplayScript now(m_window->readings(), m_replayer->connection(), m_replayer->config().side);
    auto *view = new DifferenceView(m_replayer->script().answer(), now.answer(), offset, m_window);
    view->setAttribute(Qt::WA_DeleteOnClose);
    view->show();
    m_difference = view;
}

} // namespace bothends
