// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

namespace bothends {

/// The languages of the program: `en` and `zh_CN`. Owns the translators that are installed in the
/// application object. Lives in the main thread.
class Languages
{
public:
    static QStringList all() { return {QStringLiteral("en"), QStringLiteral("zh_CN")}; }
    /// The one of all() that fits the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
    static QString preferred();
    /// `zh`, `zh_CN`, `zh-CN` … → `zh_CN`; anything else → `en`; empty → preferred().
    static QString canonical(const QString &code);

    /// Installs the texts and the number formats; widgets then get QEvent::LanguageChange.
    void install(const QString &code);
    QString current() const { return m_current; }

private:
    QTranslator m_own;
    QTranslator m_qt;
    QString m_current;
};

} // namespace bothends
