// SPDX-License-Identifier: MIT
#include "gui/theme.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace bothends;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &colour)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (qMax(la, lb) + 0.05) / (qMin(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    void textsCanBeRead_data()
    {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void textsCanBeRead()
    {
        QFETCH(ThemeChoice, theme);
        applyTheme(*qApp, theme);
        const QPalette palette = QApplication::palette();
        QCOMPARE(isDark(palette), theme == ThemeChoice::Dark);
        const Colours c = coloursFor(palette);
        const QColor window = palette.color(QPalette::Window);
        const std::pair<QColor, QColor> pairs[] = {
            {c.text, c.ground},
            {c.text, c.serverFill},
            {c.text, c.clientFill},
            {c.text, c.band},
            {c.text, c.match},
            {c.note, c.ground},
            {c.note, c.band},
            {c.note, c.serverFill},
            {c.note, c.clientFill},
            {c.server, c.ground},
            {c.server, window},
            {c.client, c.ground},
            {c.client, window},
            {c.outside, c.ground},
            {c.error, c.errorFill},
            {c.error, c.ground},
            {c.text, c.errorFill},
            {c.warning, c.warningFill},
            {c.text, c.warningFill},
            {c.buttonText, c.serverButton},
            {c.buttonText, c.clientButton},
            {palette.color(QPalette::Link), window},
            {palette.color(QPalette::WindowText), window},
            {palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)},
            {palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)},
        };
        int index = 0;
        for (const auto &[front, back] : pairs) {
            QVERIFY2(contrast(front, back) >= 4.5,
                     qPrintable(QStringLiteral("pair %1: %2 on %3 is %4")
                                    .arg(index)
                                    .arg(front.name(), back.name())
                                    .arg(contrast(front, back))));
            ++index;
        }
    }

    void statesCanBeReadAndTold_data() { textsCanBeRead_data(); }
    void statesCanBeReadAndTold()
    {
        QFETCH(ThemeChoice, theme);
        applyTheme(*qApp, theme);
        const Colours c = coloursFor(QApplication::palette());
        const QList<TcpState> states = allTcpStates();
        for (const TcpState state : states) {
            const QColor ground = stateColour(c, state);
            QVERIFY2(ground.isValid() && ground.alpha() == 255, qPrintable(tcpStateName(state)));
            QVERIFY2(contrast(stateTextColour(c, state), ground) >= 4.5, qPrintable(tcpStateName(state)));
        }
        // What a learner must not mix up differs in more than a shade.
        QSet<QRgb> grounds;
        for (const TcpState state : {TcpState::Listen, TcpState::SynSent, TcpState::Established,
                                     TcpState::FinWait1, TcpState::CloseWait, TcpState::TimeWait})
            grounds.insert(stateColour(c, state).rgb());
        QCOMPARE(grounds.size(), 6);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
