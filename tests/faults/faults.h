// SPDX-License-Identifier: MIT
#pragma once

#include "cli/program.h"

#include <QFile>
#include <QTemporaryDir>

namespace bothends::test {

/// Faults that the shim injects into one program while they are set.
class Faults
{
public:
    explicit Faults(const QString &control)
        : m_control(control)
    {
    }
    ~Faults() { heal(); }
    Faults(const Faults &) = delete;
    Faults &operator=(const Faults &) = delete;

    /// To be called before it starts.
    void prepare(Program &program) const
    {
        program.setEnvironment(QStringLiteral("LD_PRELOAD"), QStringLiteral(BOTHENDS_FAULTSHIM));
        program.setEnvironment(QStringLiteral("BOTHENDS_FAULTS"), m_control);
        const QString options = qEnvironmentVariable("ASAN_OPTIONS");
        program.setEnvironment(QStringLiteral("ASAN_OPTIONS"),
                               options + QStringLiteral(":verify_asan_link_order=0"));
    }
    /// @param lines as faultshim_linux.cpp tells
    void set(const QByteArray &lines) const
    {
        QFile file(m_control + QStringLiteral(".new"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines) == lines.size());
        file.close();
        QFile::remove(m_control);
        QVERIFY(file.rename(m_control));
    }
    void heal() const { QFile::remove(m_control); }
    /// How many calls were hit so far.
    qint64 hits() const { return QFile(m_control + QStringLiteral(".hits")).size(); }

private:
    const QString m_control;
};

} // namespace bothends::test
