// SPDX-License-Identifier: MIT
#pragma once

#include "store/sessionfile.h"

namespace bothends::test {

/// A new session file; the test ends if there can be none.
inline SessionFile created(const QString &path)
{
    auto made = SessionFile::create(path);
    if (const Error *error = std::get_if<Error>(&made))
        qFatal("%s", qPrintable(error->systemText));
    return std::get<SessionFile>(std::move(made));
}

} // namespace bothends::test
