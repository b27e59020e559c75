// SPDX-License-Identifier: MIT
#include "gui/demoscene.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace bothends {

DemoScene::DemoScene(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    // Queued: the panels must have seen the rows before the next step is taken.
    connect(
        &session.journal(), &Journal::appended, this,
        [this](qsizetype first, qsizetype last) {
            for (qsizetype row = first; row <= last; ++row) {
                if (m_greeting < 0 && m_session.journal().at(row).kind == EventKind::Sent)
                    m_greeting = row;
                advance(m_session.journal().at(row));
            }
        },
        Qt::QueuedConnection);
}

void DemoScene::play()
{
    m_window.serverPanel().start();
}

void DemoScene::advance(const Event &event)
{
    switch (m_step) {
    case Step::Listening:
        if (event.kind == EventKind::Error && event.error->code == ErrorCode::AddressInUse) {
            ServerPanel::Values values = m_window.serverPanel().values();
            values.port = 0;
            m_window.serverPanel().setValues(values);
            m_window.serverPanel().start();
        } else if (event.kind == EventKind::Listen) {
            m_window.clientPanel().setPort(event.local.port);
            m_window.clientPanel().toggle();
            m_step = Step::Greeting;
        }
        break;
    case Step::Greeting:
        if (event.kind == EventKind::Received) {
            m_client = event.connection;
            m_window.showConnection(m_client);
            m_session.send(event.endpoint, m_client, u"谢谢！Happy new year"_s.toUtf8());
            m_step = Step::Answer;
        }
        break;
    case Step::Answer:
        if (event.kind == EventKind::Received && event.side == Side::Server) {
            m_window.clientPanel().connectAnother();
            m_step = Step::SecondGreeting;
        }
        break;
    case Step::SecondGreeting:
        if (event.kind == EventKind::Received && event.side == Side::Client) {
            m_session.disconnectPeer(m_window.serverPanel().endpoint(), m_client);
            m_step = Step::Closing;
        }
        break;
    case Step::Closing:
        if (event.kind == EventKind::Closed && ++m_closedEnds == 2) {
            m_step = Step::Done;
            m_window.showRow(m_greeting);
            QTimer::singleShot(300, this, &DemoScene::finished); // until the last frame is painted
        }
        break;
    case Step::Done:
        break;
    }
}

} // namespace bothends
