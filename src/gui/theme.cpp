// SPDX-License-Identifier: MIT
#include "gui/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QtMath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QPalette lightPalette()
{
    QPalette palette(QColor(0xf6, 0xf8, 0xfb));
    palette.setColor(QPalette::Window, QColor(0xf6, 0xf8, 0xfb));
    palette.setColor(QPalette::WindowText, QColor(0x1d, 0x23, 0x2b));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf1, 0xf4, 0xf8));
    palette.setColor(QPalette::Text, QColor(0x1d, 0x23, 0x2b));
    palette.setColor(QPalette::Button, QColor(0xf1, 0xf3, 0xf6));
    palette.setColor(QPalette::ButtonText, QColor(0x1d, 0x23, 0x2b));
    palette.setColor(QPalette::PlaceholderText, QColor(0x5f, 0x69, 0x75));
    palette.setColor(QPalette::Highlight, QColor(0x24, 0x63, 0xa8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x1f, 0x5f, 0xa8));
    palette.setColor(QPalette::ToolTipBase, Qt::white);
    palette.setColor(QPalette::ToolTipText, QColor(0x1d, 0x23, 0x2b));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x8b, 0x94, 0x9e));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x2a, 0x2f, 0x37));
    palette.setColor(QPalette::Window, QColor(0x22, 0x26, 0x2d));
    palette.setColor(QPalette::WindowText, QColor(0xe6, 0xea, 0xef));
    palette.setColor(QPalette::Base, QColor(0x1a, 0x1d, 0x23));
    palette.setColor(QPalette::AlternateBase, QColor(0x20, 0x24, 0x2b));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xea, 0xef));
    palette.setColor(QPalette::Button, QColor(0x30, 0x36, 0x3f));
    palette.setColor(QPalette::ButtonText, QColor(0xe6, 0xea, 0xef));
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0xa4, 0xb0));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xb6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7f, 0xb8, 0xf5));
    palette.setColor(QPalette::ToolTipBase, QColor(0x30, 0x36, 0x3f));
    palette.setColor(QPalette::ToolTipText, QColor(0xe6, 0xea, 0xef));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x76, 0x80, 0x8c));
    return palette;
}

/// WCAG 2.1, relative luminance.
qreal luminance(const QColor &colour)
{
    const auto channel
        = [](qreal value) { return value <= 0.03928 ? value / 12.92 : qPow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

Colours coloursFor(const QPalette &palette)
{
    Colours colours;
    if (isDark(palette)) {
        colours.server = QColor(0x8a, 0xbd, 0xf2);
        colours.serverFill = QColor(0x1e, 0x3a, 0x5a);
        colours.serverButton = QColor(0x2b, 0x6c, 0xb4);
        colours.client = QColor(0xf5, 0xa8, 0x75);
        colours.clientFill = QColor(0x55, 0x31, 0x1b);
        colours.clientButton = QColor(0xb0, 0x55, 0x1c);
        colours.buttonText = Qt::white;
        colours.ground = palette.color(QPalette::Base);
        colours.band = QColor(0x2a, 0x30, 0x39);
        colours.text = palette.color(QPalette::Text);
        colours.note = QColor(0xa6, 0xaf, 0xba);
        colours.line = QColor(0x3d, 0x44, 0x4e);
        colours.outside = QColor(0x9a, 0xa4, 0xb0);
        colours.error = QColor(0xff, 0x9a, 0x8f);
        colours.errorFill = QColor(0x4a, 0x22, 0x22);
        colours.warning = QColor(0xf0, 0xc4, 0x6a);
        colours.warningFill = QColor(0x43, 0x36, 0x18);
        colours.good = QColor(0x62, 0xc0, 0x8e);
        colours.idle = QColor(0x8d, 0x97, 0xa3);
        colours.match = QColor(0x6b, 0x56, 0x00);
        colours.stateListen = QColor(0x9a, 0x8c, 0xd2);
        colours.stateOpening = QColor(0xe2, 0xc0, 0x5c);
        colours.stateEstablished = QColor(0x57, 0xae, 0x82);
        colours.stateClosing = QColor(0xe0, 0x91, 0x49);
        colours.stateWaiting = QColor(0xd6, 0x6c, 0x4d);
        colours.stateTimeWait = QColor(0x8e, 0x95, 0x9f);
    } else {
        colours.server = QColor(0x1d, 0x5a, 0xa0);
        colours.serverFill = QColor(0xe2, 0xee, 0xfb);
        colours.serverButton = QColor(0x24, 0x63, 0xa8);
        colours.client = QColor(0xa8, 0x4a, 0x12);
        colours.clientFill = QColor(0xfd, 0xe9, 0xdb);
        colours.clientButton = QColor(0xb4, 0x53, 0x17);
        colours.buttonText = Qt::white;
        colours.ground = palette.color(QPalette::Base);
        colours.band = QColor(0xee, 0xf2, 0xf7);
        colours.text = palette.color(QPalette::Text);
        colours.note = QColor(0x5a, 0x64, 0x70);
        colours.line = QColor(0xd3, 0xda, 0xe2);
        colours.outside = QColor(0x6b, 0x75, 0x80);
        colours.error = QColor(0xa6, 0x1b, 0x1b);
        colours.errorFill = QColor(0xfd, 0xe8, 0xe6);
        colours.warning = QColor(0x7a, 0x52, 0x00);
        colours.warningFill = QColor(0xff, 0xf3, 0xd6);
        colours.good = QColor(0x2c, 0x7d, 0x52);
        colours.idle = QColor(0x6b, 0x75, 0x80);
        colours.match = QColor(0xff, 0xe0, 0x70);
        colours.stateListen = QColor(0x8a, 0x7c, 0xc0);
        colours.stateOpening = QColor(0xdf, 0xb8, 0x49);
        colours.stateEstablished = QColor(0x4c, 0x9c, 0x72);
        colours.stateClosing = QColor(0xd9, 0x83, 0x36);
        colours.stateWaiting = QColor(0xc8, 0x5a, 0x3a);
        colours.stateTimeWait = QColor(0xa3, 0xa8, 0xb0);
    }
    return colours;
}

QColor stateColour(const Colours &colours, TcpState state)
{
    switch (state) {
    case TcpState::Closed:
        return colours.line;
    case TcpState::Listen:
        return colours.stateListen;
    case TcpState::SynSent:
    case TcpState::SynReceived:
        return colours.stateOpening;
    case TcpState::Established:
        return colours.stateEstablished;
    case TcpState::FinWait1:
    case TcpState::FinWait2:
    case TcpState::Closing:
        return colours.stateClosing;
    case TcpState::CloseWait:
    case TcpState::LastAck:
        return colours.stateWaiting;
    case TcpState::TimeWait:
        return colours.stateTimeWait;
    case TcpState::Unconnected:
        return colours.stateListen;
    }
    return {};
}

QColor stateTextColour(const Colours &colours, TcpState state)
{
    // Where the contrast to black, (l + 0.05) / 0.05, equals that to white, 1.05 / (l + 0.05), both are 4.58.
    const qreal balance = qSqrt(1.05 * 0.05) - 0.05;
    return luminance(stateColour(colours, state)) > balance ? Qt::black : Qt::white;
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    static const QPalette desktop = QApplication::palette(); // before we change it
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && isDark(desktop));
    application.setPalette(dark ? darkPalette() : lightPalette());
}

} // namespace bothends
