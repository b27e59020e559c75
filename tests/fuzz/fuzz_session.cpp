// SPDX-License-Identifier: MIT
#include "fuzz/readers.h"

#include <QDir>
#include <QTemporaryDir>

// https://llvm.org/docs/LibFuzzer.html
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const QTemporaryDir folder(
        (QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm") : QDir::tempPath())
        + QStringLiteral("/bothends-fuzz-XXXXXX"));
    bothends::test::readSession(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)),
                                folder.path());
    return 0;
}
