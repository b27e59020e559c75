// SPDX-License-Identifier: MIT
#include "gui/settings.h"

#include "gui/endpointfields.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kMaxRecent = 10;
constexpr qsizetype kMaxText = 1024 * 1024;
const auto kVersionKey = u"version"_s;

/// Reads values within bounds and remembers whether any was not.
class Reader
{
public:
    explicit Reader(QSettings &store)
        : m_store(store)
    {
    }

    int number(const QString &key, int min, int max, int fallback)
    {
        if (!m_store.contains(key))
            return fallback;
        bool isNumber = false;
        const int value = m_store.value(key).toInt(&isNumber);
        if (isNumber && value >= min && value <= max)
            return value;
        hadFaults = true;
        return fallback;
    }

    QString text(const QString &key, const QString &fallback)
    {
        if (!m_store.contains(key))
            return fallback;
        const QVariant value = m_store.value(key);
        // A text with a comma that was written by hand is read as a list.
        QString text = value.typeId() == QMetaType::QStringList ? value.toStringList().join(u", "_s)
                                                                : value.toString();
        if (value.canConvert<QString>() && text.size() <= kMaxText)
            return text;
        hadFaults = true;
        return fallback;
    }

    QStringList texts(const QString &key)
    {
        QStringList list = m_store.value(key).toStringList();
        list.removeIf([](const QString &text) { return text.isEmpty() || text.size() > 255; });
        return list.mid(0, kMaxRecent);
    }

    TextEncoding encoding(const QString &key, TextEncoding fallback)
    {
        const QString name = text(key, textEncodingName(fallback));
        const std::optional<TextEncoding> encoding = textEncodingFromName(name);
        hadFaults = hadFaults || !encoding;
        return encoding.value_or(fallback);
    }

    Transport transport(const QString &key)
    {
        const QString name = text(key, transportName(Transport::Tcp));
        const std::optional<Transport> transport = transportFromName(name);
        hadFaults = hadFaults || !transport;
        return transport.value_or(Transport::Tcp);
    }

    QByteArray bytes(const QString &key) { return m_store.value(key).toByteArray(); }

    bool hadFaults = false;

private:
    QSettings &m_store;
};

} // namespace

Settings Settings::defaults()
{
    Settings settings;
    settings.server.host = u"127.0.0.1"_s;
    settings.server.greeting = tutorialGreeting();
    settings.server.path = EndpointFields::defaultPath();
    settings.client.path = EndpointFields::defaultPath();
    settings.client.host = u"127.0.0.1"_s;
    return settings;
}

LoadedSettings loadSettings(QSettings &store)
{
    const Settings base = Settings::defaults();
    Reader reader(store);
    Settings s = base;
    s.server.host = reader.text(u"server/address"_s, base.server.host);
    s.server.port = reader.number(u"server/port"_s, 0, 65535, base.server.port);
    s.server.backlog = reader.number(u"server/backlog"_s, 0, 65535, base.server.backlog);
    s.server.connectionLimit
        = reader.number(u"server/connectionLimit"_s, 1, 100000, base.server.connectionLimit);
    s.server.greeting = reader.text(u"server/greeting"_s, base.server.greeting);
    s.server.afterGreeting = reader.number(u"server/afterGreeting"_s, 0, 2, base.server.afterGreeting);
    s.server.encoding = reader.encoding(u"server/encoding"_s, base.server.encoding);
    s.server.recentHosts = reader.texts(u"server/recentAddresses"_s);
    s.server.transport = reader.transport(u"server/transport"_s);
    s.server.path = reader.text(u"server/path"_s, base.server.path);
    s.server.engine = EngineKind(reader.number(u"server/engine"_s, 0, 2, 0));
    s.server.showsOptions = reader.number(u"server/showsOptions"_s, 0, 1, 0) == 1;
    s.server.showsMoreCalls = reader.number(u"server/showsMoreCalls"_s, 0, 1, 0) == 1;
    s.server.keepsSending = reader.number(u"server/keepsSending"_s, 0, 1, 0) == 1;
    s.server.isIpv6Only = reader.number(u"server/ipv6Only"_s, 0, 1, 0) == 1;
    s.client.host = reader.text(u"client/host"_s, base.client.host);
    s.client.port = reader.number(u"client/port"_s, 1, 65535, base.client.port);
    s.client.encoding = reader.encoding(u"client/encoding"_s, base.client.encoding);
    s.client.recentHosts = reader.texts(u"client/recentHosts"_s);
    s.client.transport = reader.transport(u"client/transport"_s);
    s.client.path = reader.text(u"client/path"_s, base.client.path);
    s.client.engine = EngineKind(reader.number(u"client/engine"_s, 0, 1, 0));
    s.client.showsMoreCalls = reader.number(u"client/showsMoreCalls"_s, 0, 1, 0) == 1;
    s.client.keepsSending = reader.number(u"client/keepsSending"_s, 0, 1, 0) == 1;
    s.client.from = reader.text(u"client/from"_s, {});
    s.serverMode = MessageMode(reader.number(u"server/messageMode"_s, 0, 2, 0));
    s.serverEnding = LineEnding(reader.number(u"server/lineEnding"_s, 0, 3, 0));
    s.clientMode = MessageMode(reader.number(u"client/messageMode"_s, 0, 2, 0));
    s.clientEnding = LineEnding(reader.number(u"client/lineEnding"_s, 0, 3, 0));
    s.language = reader.text(u"window/language"_s, {});
    s.theme = ThemeChoice(reader.number(u"window/theme"_s, 0, 2, 0));
    s.geometry = reader.bytes(u"window/geometry"_s);
    s.splitter = reader.bytes(u"window/splitter"_s);
    s.stage = reader.bytes(u"window/stage"_s);
    s.inspector = reader.bytes(u"window/inspector"_s);
    s.showsLog = reader.number(u"window/showsLog"_s, 0, 1, 0) == 1;
    s.logColumns = reader.bytes(u"window/logColumns"_s);

    // QSettings reads on over garbage; a file that has something in it but not our mark is not ours any more.
    QFile file(store.fileName());
    const bool hasContent = file.exists() && file.size() > 0;
    const bool isStrange = hasContent && store.value(kVersionKey).toInt() != 1;
    return {s, reader.hadFaults || isStrange || store.status() != QSettings::NoError};
}

void saveSettings(QSettings &store, const Settings &settings)
{
    store.setValue(kVersionKey, 1);
    store.setValue(u"server/address"_s, settings.server.host);
    store.setValue(u"server/port"_s, settings.server.port);
    store.setValue(u"server/backlog"_s, settings.server.backlog);
    store.setValue(u"server/connectionLimit"_s, settings.server.connectionLimit);
    if (settings.server.greeting.size() <= kMaxText)
        store.setValue(u"server/greeting"_s, settings.server.greeting);
    store.setValue(u"server/afterGreeting"_s, settings.server.afterGreeting);
    store.setValue(u"server/encoding"_s, textEncodingName(settings.server.encoding));
    store.setValue(u"server/recentAddresses"_s, settings.server.recentHosts.mid(0, kMaxRecent));
    store.setValue(u"server/transport"_s, transportName(settings.server.transport));
    store.setValue(u"server/path"_s, settings.server.path);
    store.setValue(u"server/engine"_s, int(settings.server.engine));
    store.setValue(u"server/showsOptions"_s, int(settings.server.showsOptions));
    store.setValue(u"server/showsMoreCalls"_s, int(settings.server.showsMoreCalls));
    store.setValue(u"server/keepsSending"_s, int(settings.server.keepsSending));
    store.setValue(u"server/ipv6Only"_s, int(settings.server.isIpv6Only));
    store.setValue(u"client/host"_s, settings.client.host);
    store.setValue(u"client/port"_s, settings.client.port);
    store.setValue(u"client/encoding"_s, textEncodingName(settings.client.encoding));
    store.setValue(u"client/recentHosts"_s, settings.client.recentHosts.mid(0, kMaxRecent));
    store.setValue(u"client/transport"_s, transportName(settings.client.transport));
    store.setValue(u"client/path"_s, settings.client.path);
    store.setValue(u"client/engine"_s, int(settings.client.engine));
    store.setValue(u"client/showsMoreCalls"_s, int(settings.client.showsMoreCalls));
    store.setValue(u"client/keepsSending"_s, int(settings.client.keepsSending));
    store.setValue(u"client/from"_s, settings.client.from);
    store.setValue(u"server/messageMode"_s, int(settings.serverMode));
    store.setValue(u"server/lineEnding"_s, int(settings.serverEnding));
    store.setValue(u"client/messageMode"_s, int(settings.clientMode));
    store.setValue(u"client/lineEnding"_s, int(settings.clientEnding));
    store.setValue(u"window/language"_s, settings.language);
    store.setValue(u"window/theme"_s, int(settings.theme));
    store.setValue(u"window/geometry"_s, settings.geometry);
    store.setValue(u"window/splitter"_s, settings.splitter);
    store.setValue(u"window/stage"_s, settings.stage);
    store.setValue(u"window/inspector"_s, settings.inspector);
    store.setValue(u"window/showsLog"_s, int(settings.showsLog));
    store.setValue(u"window/logColumns"_s, settings.logColumns);
}

namespace {

// A file with something in it needs our mark.
void saveValue(QSettings &store, const QString &key, const QVariant &value)
{
    store.setValue(kVersionKey, 1);
    store.setValue(key, value);
}

} // namespace

void saveLanguage(QSettings &store, const QString &code)
{
    saveValue(store, u"window/language"_s, code);
}

void saveTheme(QSettings &store, ThemeChoice theme)
{
    saveValue(store, u"window/theme"_s, int(theme));
}

QStringList recentSessions(QSettings &store)
{
    QStringList files = store.value(u"sessions/recent"_s).toStringList();
    files.removeIf([](const QString &file) { return !QFileInfo(file).isFile(); });
    return files.mid(0, kMaxRecent);
}

void rememberSession(QSettings &store, const QString &file)
{
    QStringList files = store.value(u"sessions/recent"_s).toStringList();
    files.removeAll(file);
    files.prepend(file);
    saveValue(store, u"sessions/recent"_s, files.mid(0, kMaxRecent));
}

QByteArray storedWindowGeometry(QSettings &store)
{
    return store.value(u"sessions/geometry"_s).toByteArray();
}

void saveStoredWindowGeometry(QSettings &store, const QByteArray &geometry)
{
    saveValue(store, u"sessions/geometry"_s, geometry);
}

} // namespace bothends
