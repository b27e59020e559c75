// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessioncode.h"

#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace bothends::test {

using namespace Qt::StringLiterals;

constexpr int kPatience = 60'000; // ms; a compiler on a busy machine takes long

/// A program text of one language made to run, with another port.
class Program
{
public:
    explicit Program(CodeLanguage language)
        : m_language(language)
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
    }
    ~Program()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            static_cast<void>(hasEnded());
        }
    }

    static QString tool(CodeLanguage language)
    {
        const QString name = language == CodeLanguage::Python ? u"python3"_s
            : language == CodeLanguage::C                     ? u"cc"_s
                                                              : u"c++"_s;
        return QStandardPaths::findExecutable(name);
    }

    /// Writes the text and compiles it where that is needed. @return what was wrong; empty = nothing
    QString build(const CodeListing &listing, quint16 port)
    {
        QString text = listing.text();
        if (port != 0) {
            static const QRegularExpression constant(
                uR"(^((?:#define|constexpr quint16)? ?PORT (?:= )?)\d+)"_s,
                QRegularExpression::MultilineOption);
            const QString before = text;
            text.replace(constant, u"\\1%1"_s.arg(port));
            if (!constant.match(before).hasMatch())
                return u"no PORT constant\n"_s + before;
        }
        const QString source = m_folder.filePath(m_language == CodeLanguage::Python  ? u"program.py"_s
                                                     : m_language == CodeLanguage::C ? u"program.c"_s
                                                                                     : u"program.cpp"_s);
        QFile file(source);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            return file.errorString();
        file.close();
        if (m_language == CodeLanguage::Python) {
            m_command = tool(m_language);
            m_arguments = {u"-X"_s, u"dev"_s, u"-W"_s, u"ignore::ResourceWarning"_s, source};
            return {};
        }
        m_command = m_folder.filePath(u"program"_s);
        QProcess compiler;
        compiler.setProcessChannelMode(QProcess::MergedChannels);
        QStringList arguments{source, u"-o"_s, m_command, u"-Wall"_s, u"-Wextra"_s, u"-Werror"_s};
        if (m_language == CodeLanguage::C)
            arguments << u"-std=c11"_s;
        else
            arguments << qtFlags();
        compiler.start(tool(m_language), arguments);
        if (!QTest::qWaitFor([&] { return compiler.state() == QProcess::NotRunning; }, kPatience))
            return u"the compiler hangs"_s;
        if (compiler.exitStatus() != QProcess::NormalExit || compiler.exitCode() != 0)
            return QString::fromUtf8(compiler.readAll()) + text;
        return {};
    }

    void start() { m_process.start(m_command, m_arguments); }
    bool hasEnded()
    {
        return QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, kPatience);
    }
    int exitCode() const
    {
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray errors() { return m_process.readAllStandardError(); }

    /// What each recv() returned, as the program printed it.
    QList<QByteArray> reads()
    {
        QList<QByteArray> found;
        const QList<QByteArray> lines = m_process.readAllStandardOutput().split('\n');
        for (const QByteArray &line : lines) {
            if (m_language == CodeLanguage::Python && line.startsWith('b'))
                found << fromPython(line.sliced(2).chopped(1));
            else if (m_language == CodeLanguage::C && line.contains(" bytes: "))
                found << fromC(line.sliced(line.indexOf(": ") + 2));
        }
        return found;
    }

private:
    static QStringList qtFlags()
    {
        const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
        const QString libraries = QLibraryInfo::path(QLibraryInfo::LibrariesPath);
        return {u"-std=c++17"_s,
                u"-fPIC"_s,
                u"-I"_s + headers,
                u"-I"_s + headers + u"/QtCore"_s,
                u"-I"_s + headers + u"/QtNetwork"_s,
                u"-L"_s + libraries,
                u"-lQt6Network"_s,
                u"-lQt6Core"_s};
    }
    static QByteArray fromPython(const QByteArray &literal)
    {
        QByteArray bytes;
        for (qsizetype i = 0; i < literal.size(); ++i) {
            if (literal[i] != '\\') {
                bytes += literal[i];
                continue;
            }
            const char next = literal[++i];
            if (next == 'x') {
                bytes += char(literal.mid(i + 1, 2).toInt(nullptr, 16));
                i += 2;
            } else {
                bytes += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
            }
        }
        return bytes;
    }
    static QByteArray fromC(const QByteArray &printed)
    {
        QByteArray bytes;
        for (qsizetype i = 0; i < printed.size(); ++i) {
            if (printed[i] == '\\') {
                bytes += char(printed.mid(i + 1, 3).toInt(nullptr, 8));
                i += 3;
            } else {
                bytes += printed[i];
            }
        }
        return bytes;
    }

    CodeLanguage m_language;
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_command;
    QStringList m_arguments;
};

} // namespace bothends::test
