// SPDX-License-Identifier: MIT
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QString type; ///< unfinished, vanished, obsolete, or nothing
    QStringList forms; ///< one, or those of the plural
    bool isPlural = false;

    QString where() const { return context + u": "_s + source; }
};

struct Translation
{
    QList<Message> messages;
    QString fault; ///< why the file could not be read
};

Translation readTranslation(const QString &name)
{
    Translation translation;
    QFile file(QStringLiteral(BOTHENDS_TRANSLATIONS_DIR "/") + name);
    if (!file.open(QIODevice::ReadOnly)) {
        translation.fault = file.errorString();
        return translation;
    }
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"context") {
            context.clear();
        } else if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            Message message;
            message.context = context;
            message.isPlural = xml.attributes().value(u"numerus"_s) == u"yes";
            translation.messages << message;
        } else if (xml.name() == u"source") {
            translation.messages.last().source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            Message &message = translation.messages.last();
            message.type = xml.attributes().value(u"type"_s).toString();
            if (!message.isPlural)
                message.forms << xml.readElementText();
        } else if (xml.name() == u"numerusform") {
            translation.messages.last().forms << xml.readElementText();
        }
    }
    if (xml.hasError())
        translation.fault = xml.errorString();
    else if (translation.messages.isEmpty())
        translation.fault = u"no messages"_s;
    return translation;
}

QStringList matches(const QString &pattern, const QString &text)
{
    QStringList found;
    QRegularExpressionMatchIterator each = QRegularExpression(pattern).globalMatch(text);
    while (each.hasNext())
        found << each.next().captured();
    std::sort(found.begin(), found.end());
    return found;
}

QStringList placeholders(const QString &text)
{
    return matches(uR"(%L?(?:[1-9]|n))"_s, text);
}

bool hasMnemonic(const QString &text)
{
    return !matches(u"&[^& ]"_s, text).isEmpty();
}

// The keys' caps say so in Chinese, too; the others are names and units.
bool isTheSameInChinese(const QString &context, const QString &source)
{
    static const QList<std::pair<QString, QString>> same{
        {u"HelpDialogs"_s, u"Enter"_s},
        {u"HelpDialogs"_s, u"Shift+Enter"_s},
        {u"HelpDialogs"_s, u"Esc"_s},
        {u"HelpDialogs"_s, u"BothEnds %1"_s},
        {u"bothends::TimelineHeader"_s, u"+ms"_s},
        {u"bothends::EndpointFields"_s, u"TCP"_s},
        {u"bothends::EndpointFields"_s, u"UDP"_s},
    };
    return same.contains(std::pair(context, source));
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_chinese = readTranslation(u"bothends_zh_CN.ts"_s);
        m_english = readTranslation(u"bothends_en.ts"_s);
    }

    void isFinished_data() { addLanguages(); }
    void isFinished()
    {
        QFETCH(Translation, translation);
        QVERIFY2(translation.fault.isEmpty(), qPrintable(translation.fault));
        for (const Message &message : std::as_const(translation.messages)) {
            QVERIFY2(message.type.isEmpty(), qPrintable(message.type + u" — "_s + message.where()));
            QVERIFY2(!message.forms.isEmpty(), qPrintable(message.where()));
            for (const QString &form : message.forms)
                QVERIFY2(!form.trimmed().isEmpty(), qPrintable(message.where()));
        }
    }

    // A text is looked up in the context of the class whose tr() is called; lupdate does not see through
    // `using`.
    void hasContexts_data() { addLanguages(); }
    void hasContexts()
    {
        QFETCH(Translation, translation);
        for (const Message &message : std::as_const(translation.messages))
            QVERIFY2(!message.context.isEmpty(), qPrintable(message.source));
    }

    void hasThePlaceholdersOfItsSource_data() { addLanguages(); }
    void hasThePlaceholdersOfItsSource()
    {
        QFETCH(Translation, translation);
        for (const Message &message : std::as_const(translation.messages)) {
            for (const QString &form : message.forms)
                QVERIFY2(placeholders(form) == placeholders(message.source), qPrintable(message.where()));
        }
    }

    void hasThePluralFormsOfItsLanguage()
    {
        for (const Message &message : std::as_const(m_chinese.messages))
            QVERIFY2(message.forms.size() == 1, qPrintable(message.where()));
        for (const Message &message : std::as_const(m_english.messages)) {
            QVERIFY2(message.isPlural && message.forms.size() == 2, qPrintable(message.where()));
            for (const QString &form : message.forms)
                QVERIFY2(matches(uR"(\w\((?:s|es)\))"_s, form).isEmpty(), qPrintable(message.where()));
        }
    }

    void chineseHasItsMnemonicsBehind()
    {
        for (const Message &message : std::as_const(m_chinese.messages)) {
            const QString &text = message.forms.constFirst();
            const qsizetype wanted = hasMnemonic(message.source) ? 1 : 0;
            QVERIFY2(matches(uR"(\(&[A-Z]\))"_s, text).size() == wanted, qPrintable(message.where()));
            QVERIFY2(text.count(u'&') == wanted, qPrintable(message.where()));
        }
    }

    void chineseIsChinese()
    {
        for (const Message &message : std::as_const(m_chinese.messages)) {
            const QString &text = message.forms.constFirst();
            const bool isSame = text == message.source;
            QVERIFY2(!isSame || isTheSameInChinese(message.context, message.source),
                     qPrintable(message.where()));
        }
    }

    // Full-width beside Chinese characters; an ellipsis where the source has one, as it says that more is
    // asked.
    void chineseHasItsPunctuation()
    {
        for (const Message &message : std::as_const(m_chinese.messages)) {
            const QString &text = message.forms.constFirst();
            const QStringList narrow
                = matches(uR"(\p{Han}[,.;:?!]|\p{Han}\s*\((?!&)|[,;:?!)]\p{Han})"_s, text);
            QVERIFY2(narrow.isEmpty(), qPrintable(message.where() + u" — "_s + narrow.join(u' ')));
            if (message.source.endsWith(QChar(0x2026)))
                QVERIFY2(text.contains(QChar(0x2026)), qPrintable(message.where()));
        }
    }

private:
    void addLanguages() const
    {
        QTest::addColumn<Translation>("translation");
        QTest::newRow("zh_CN") << m_chinese;
        QTest::newRow("en") << m_english;
    }

    Translation m_chinese;
    Translation m_english;
};

QTEST_APPLESS_MAIN(TestTranslations)
#include "tst_translations.moc"
