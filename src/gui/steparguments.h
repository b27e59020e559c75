// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/socketlist.h"
#include "core/textencoding.h"
#include "net/config.h"

#include <QCoreApplication>

#include <functional>
#include <variant>

class QWidget;

namespace Ui {
class StepPanel;
}

namespace bothends {

class EndpointFields;

/// The arguments of the calls, as they stand in the fields beside the buttons. Lives in the GUI thread.
class StepArguments
{
    Q_DECLARE_TR_FUNCTIONS(bothends::StepArguments)
public:
    using Place = std::variant<Address, Error>;

    /// @param ui the form with the fields @param bindPlace what bind() is given; a null address is any
    StepArguments(Ui::StepPanel &ui, Side side, EndpointFields &fields, std::function<Place()> bindPlace,
                  QWidget &panel);

    void setTransport(Transport transport);
    /// Without the rare calls their flags cannot be seen, and do not count.
    void setShowsMore(bool shows) { m_showsMore = shows; }
    void setEncoding(TextEncoding encoding) { m_encoding = encoding; }
    /// What stands in the field for the bytes until the user types something else.
    void proposeBytes(const QString &text);
    /// Whom a datagram can be sent to.
    void rememberPeer(const Address &peer);

    /// The call with its arguments, or why there is none.
    std::variant<SocketCall, ErrorText> of(CallName name, const SocketInfo &socket) const;
    /// What bind() and connect() are given, beside them.
    void showPlaces() const;
    void retranslate() const;

private:
    void fillChoices();
    void fillOptions();
    void chooseFile() const;
    MessageFlags flags() const;
    Place target() const;

    Ui::StepPanel &m_ui;
    const Side m_side;
    EndpointFields &m_fields;
    const std::function<Place()> m_bindPlace;
    QWidget &m_panel;
    Transport m_transport = Transport::Tcp;
    TextEncoding m_encoding = TextEncoding::Utf8;
    QString m_proposal; // bytes to send
    bool m_showsMore = false;
};

} // namespace bothends
