// SPDX-License-Identifier: MIT
#include "gui/replayjob.h"

#include "gui/differenceview.h"
#include "gui/inlinemessage.h"
#include "gui/progressstrip.h"

#include <QLocale>
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

QString ReplayJob::sentence(const ReplayResult &result) const
{
    using Verdict = ReplayResult::Verdict;
    const QString offset = QLocale().toString(result.firstDifference.value_or(0));
    switch (result.verdict) {
    case Verdict::Equal:
        return tr("The replay got the same bytes as then.");
    case Verdict::Different:
        return tr("The first difference is at offset %1.").arg(offset);
    case Verdict::Shorter:
        return tr("The same bytes came back, but they end at offset %1.").arg(offset);
    case Verdict::Longer:
        return tr("The same bytes came back, and more from offset %1 on.").arg(offset);
    case Verdict::Cancelled:
        return tr("The replay was cancelled.");
    case Verdict::Failed:
        break;
    }
    if (result.missingFrom)
        return tr("What was sent then is missing from offset %1 on.")
            .arg(QLocale().toString(*result.missingFrom));
    return errorText(result.error.value_or(Error())).what;
}

QString ReplayJob::amounts(const ReplayResult &result) const
{
    const QLocale locale;
    QString text = tr("Sent %1 bytes, then %2. Received %3 bytes, then %4.")
                       .arg(locale.toString(result.sentBytes), locale.toString(result.sentThen),
                            locale.toString(result.receivedBytes), locale.toString(result.receivedThen));
    if (result.unknownBytes > 0)
        text += u'\n'
            + tr("%1 bytes were not compared: those of then are no longer kept.")
                  .arg(locale.toString(result.unknownBytes));
    return text;
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
                            sentence(result), amounts(result), remedies);
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
