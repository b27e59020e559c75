// SPDX-License-Identifier: MIT
#pragma once

#include "gui/inlinemessage.h"
#include "gui/mainwindow.h"
#include "gui/timelineview.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <tuple>

namespace bothends::test {

constexpr int kPatience = 60000;

/// A main window on a session of its own, with settings in a folder of its own.
class WindowFixture
{
public:
    WindowFixture()
        : store(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , window(std::make_unique<MainWindow>(session, languages, store))
    {
        QObject::connect(&session, &Session::stopped, &session, [this] { isStopped = true; });
        child<QSpinBox>("serverPanel", "portSpin")->setValue(0);
        window->show();
    }
    ~WindowFixture()
    {
        window.reset();
        session.stopAll(std::chrono::milliseconds(0));
        std::ignore = QTest::qWaitFor([this] { return isStopped; }, kPatience);
    }

    /// A widget by object name, inside of another if names come twice.
    template <typename Widget = QWidget> Widget *child(const char *parent, const char *name) const
    {
        auto *inside = window->findChild<QWidget *>(QString::fromLatin1(parent));
        return inside ? inside->findChild<Widget *>(QString::fromLatin1(name)) : nullptr;
    }
    QPushButton *startButton() const { return child<QPushButton>("serverPanel", "startButton"); }
    QPushButton *connectButton() const { return child<QPushButton>("clientPanel", "connectButton"); }
    TimelineView *timeline() const { return window->findChild<TimelineView *>(QStringLiteral("timeline")); }
    QString errorOf(const char *panel) const
    {
        auto *message = child<InlineMessage>(panel, "message");
        return message && !message->isEmpty() ? message->text() : QString();
    }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    /// Starts the server by a click and waits until it listens.
    quint16 startServer()
    {
        click(startButton());
        std::ignore = QTest::qWaitFor([this] { return window->serverPanel().isRunning(); }, kPatience);
        return window->serverPanel().status().local.port;
    }
    qsizetype count(EventKind kind, Side side) const
    {
        qsizetype found = 0;
        const Journal &journal = session.journal();
        for (qsizetype row = 0; row < journal.size(); ++row)
            found += journal.at(row).kind == kind && journal.at(row).side == side ? 1 : 0;
        return found;
    }
    QByteArray received(Side side) const
    {
        QByteArray bytes;
        const Journal &journal = session.journal();
        for (qsizetype row = 0; row < journal.size(); ++row) {
            if (journal.at(row).kind == EventKind::Received && journal.at(row).side == side)
                bytes += journal.payload(row);
        }
        return bytes;
    }
    /// What the timeline says, one line a row.
    QStringList sentences() const
    {
        QStringList lines;
        const QAbstractItemModel *model = timeline()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            lines << model->index(row, 0).data(Qt::AccessibleTextRole).toString();
        return lines;
    }

    QTemporaryDir folder;
    Session session;
    Languages languages;
    QSettings store;
    std::unique_ptr<MainWindow> window;
    bool isStopped = false;
};

} // namespace bothends::test
