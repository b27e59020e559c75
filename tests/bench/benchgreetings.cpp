// SPDX-License-Identifier: MIT
#include "bench/benchnetwork.h"
#include "bench/program.h"
#include "bench/table.h"
#include "store/sessionfile.h"

#include <QTemporaryDir>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kRuns = 5;
constexpr int kRunMs = 1500;

struct Contender
{
    QString name;
    std::unique_ptr<Server> server;
    QList<double> rates;
};

double greetingsPerSecond(const Server &server, int inFlight)
{
    const QList<double> figures = load(
        {u"greet"_s, QString::number(server.port), QString::number(inFlight), QString::number(kRunMs)});
    return figures.size() < 3 || figures[2] <= 0 ? 0 : figures[0] / figures[2];
}

/// One after the other in each run, so that what disturbs the machine disturbs all.
void race(std::vector<Contender> &contenders, int inFlight)
{
    for (Contender &each : contenders) {
        each.rates.clear();
        greetingsPerSecond(*each.server, inFlight); // warms up
    }
    for (int run = 0; run < kRuns; ++run) {
        sampleNoise();
        for (Contender &each : contenders)
            each.rates << greetingsPerSecond(*each.server, inFlight);
    }
}

void compare(const QString &measure, const Contender &ours, const Contender &peer, double wanted)
{
    Row row;
    row.measure = measure;
    row.ours = perSecond(median(ours.rates)) + u' ' + spread(ours.rates);
    row.beside = u"%1 %2 %3"_s.arg(peer.name, perSecond(median(peer.rates)), spread(peer.rates));
    row.ratio = median(ours.rates) / median(peer.rates);
    row.target = Target{Target::Is::AtLeast, wanted};
    report(row);
}

std::vector<Contender> peers()
{
    std::vector<Contender> all;
    all.push_back({u"Python loop"_s, std::make_unique<Server>(), {}});
    if (!startPython(*all.back().server)) {
        reportMissing(u"greetings beside a Python loop"_s, u"python3 cannot be started"_s);
        all.pop_back();
    }
    all.push_back({u"C loop"_s, std::make_unique<Server>(), {}});
    if (!startPeer(*all.back().server, {u"accept"_s})) {
        reportMissing(u"greetings beside a C loop"_s, u"benchpeer cannot be started"_s);
        all.pop_back();
    }
    return all;
}

/// The sum of what every accepted client left in the session must be what was greeted.
void checkKept(const QString &session)
{
    auto opened = SessionFile::open(session);
    auto *file = std::get_if<SessionFile>(&opened);
    if (!file)
        return reportMissing(u"greetings: the session on disk"_s, u"cannot be opened"_s);
    qint64 accepted = 0;
    qint64 sent = 0;
    for (QList<Event> events = file->read(0, 4096); !events.isEmpty();
         events = file->read(events.constLast().seq, 4096)) {
        for (const Event &event : std::as_const(events)) {
            accepted += event.kind == EventKind::Accept ? 1 : 0;
            sent += event.kind == EventKind::Sent ? 1 : 0;
        }
    }
    Row row;
    row.measure = u"  of them, in the session on disk afterwards"_s;
    row.ours = grouped(double(sent));
    row.beside = grouped(double(accepted)) + u" accepted"_s;
    row.ratio = double(sent) / double(accepted);
    row.target = Target{Target::Is::AtLeast, 1};
    report(row);
}

double wanted(const Contender &peer)
{
    return peer.name.startsWith(u'C') ? 0.8 : 1.0;
}

void measureHeadless()
{
    const QTemporaryDir folder;
    const QString session = folder.filePath(u"greetings.bothends"_s);
    std::vector<Contender> contenders = peers();
    contenders.push_back({u"ours"_s, std::make_unique<Server>(), {}});
    if (!startOurs(*contenders.back().server, {u"--then"_s, u"close"_s, u"--greeting"_s, QString(48, u'g')},
                   session))
        return reportMissing(u"greetings"_s, u"bothends serve cannot be started"_s);
    const Contender &ours = contenders.back();
    for (const int inFlight : {1, 64}) {
        race(contenders, inFlight);
        for (size_t i = 0; i + 1 < contenders.size(); ++i)
            compare(u"greetings, %1 in flight, all on disk"_s.arg(inFlight), ours, contenders[i],
                    wanted(contenders[i]));
    }
    ours.server->program.stop();
    checkKept(session);
}

void measureWithWindow()
{
    const QTemporaryDir home;
    std::vector<Contender> contenders = peers();
    contenders.push_back({u"ours"_s, std::make_unique<Server>(), {}});
    Program &window = contenders.back().server->program;
    if (!startWindow(*contenders.back().server, home.path(), true))
        return reportMissing(u"greetings, window open"_s, u"the window cannot be started"_s);
    const Contender &ours = contenders.back();
    window.line(); // painted
    for (const int inFlight : {1, 64}) {
        window.say("frames");
        window.line();
        race(contenders, inFlight);
        for (size_t i = 0; i + 1 < contenders.size(); ++i) {
            if (contenders[i].name.startsWith(u"Python"))
                compare(u"greetings, %1 in flight, window open"_s.arg(inFlight), ours, contenders[i], 0.9);
        }
        window.say("frames");
        const QList<QByteArray> words = window.line().value_or(QByteArray()).split(' ');
        const double worst = words.value(1).toDouble();
        report({u"  its latest frame, ms"_s, QString::number(worst, 'f', 1),
                u"%1 paintings, at most %2 ms of work"_s.arg(words.value(2).toInt())
                    .arg(QString::fromLatin1(words.value(3).trimmed())),
                worst, Target{Target::Is::AtMost, 50}});
    }
}

} // namespace

void measureGreetings()
{
    measureHeadless();
    measureWithWindow();
}

} // namespace bothends::bench
