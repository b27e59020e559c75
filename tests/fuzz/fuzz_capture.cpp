// SPDX-License-Identifier: MIT
#include "fuzz/readers.h"

// https://llvm.org/docs/LibFuzzer.html
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    bothends::test::readCapture(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
