// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "core/messageformat.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QActionGroup;

namespace Ui {
class Composer;
}

namespace bothends {

class TransferList;

/// The line below a lane: whom to send to, what, and how it is typed. Turns what was typed into bytes;
/// what is wrong with it is said above the line, quoting the fault. Lives in the GUI thread.
class Composer : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    void setSide(Side side);
    void setEncoding(TextEncoding encoding) { m_encoding = encoding; }

    struct Target
    {
        quint32 connection = 0; ///< 0 = all
        QString text;
        bool isDatagram = false; ///< then an empty message is one, too
        friend bool operator==(const Target &, const Target &) = default;
    };
    /// Keeps the chosen target if it is still there.
    void setTargets(const QList<Target> &targets);
    void chooseTarget(quint32 connection);
    /// The connection that is chosen, 0 = all; nothing while there is none.
    std::optional<quint32> target() const;
    TransferList &transfers();
    void setModes(MessageMode mode, LineEnding ending);
    MessageMode mode() const { return m_mode; }
    LineEnding lineEnding() const { return m_ending; }
    /// What went wrong with the last message, in words; the typed text is still there.
    void showError(const QString &what, const QString &nextStep);

signals:
    /// @param connection 0 = all
    void send(quint32 connection, const QByteArray &bytes);
    void sendFileRequested();
    void sendPartRequested();
    void saveRequested();
    void fileDropped(const QString &file);

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildModeMenu();
    void buildFileMenu();
    void submit();
    void retranslate();
    void applyColours();

    std::unique_ptr<Ui::Composer> m_ui;
    QActionGroup *m_modeActions;
    QActionGroup *m_endingActions;
    QAction *m_sendFile = nullptr;
    QAction *m_sendPart = nullptr;
    QAction *m_save = nullptr;
    Side m_side = Side::Server;
    TextEncoding m_encoding = TextEncoding::Utf8;
    MessageMode m_mode = MessageMode::Text;
    LineEnding m_ending = LineEnding::None;
    QList<Target> m_targets;
};

} // namespace bothends
