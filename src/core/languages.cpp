// SPDX-License-Identifier: MIT
#include "core/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace bothends {

QString Languages::canonical(const QString &code)
{
    if (code.isEmpty())
        return preferred();
    return code.startsWith(u"zh"_s, Qt::CaseInsensitive) ? u"zh_CN"_s : u"en"_s;
}

QString Languages::preferred()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &language : wanted) {
        if (language.startsWith(u"zh"_s))
            return u"zh_CN"_s;
        if (language.startsWith(u"en"_s) || language == u"C"_s)
            return u"en"_s;
    }
    return u"en"_s;
}

void Languages::install(const QString &code)
{
    m_current = canonical(code);
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    // In English too: its file holds the plural forms.
    const bool isOwnThere = m_own.load(u":/i18n/bothends_"_s + m_current);
    const bool isQtThere
        = m_qt.load(u"qtbase_"_s + m_current, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    QLocale::setDefault(QLocale(m_current == u"zh_CN"_s ? m_current : u"en_US"_s));
    if (isQtThere)
        QCoreApplication::installTranslator(&m_qt);
    if (isOwnThere)
        QCoreApplication::installTranslator(&m_own);
}

} // namespace bothends
