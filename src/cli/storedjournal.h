// SPDX-License-Identifier: MIT
#pragma once

#include "core/lifelines.h"
#include "core/readings.h"
#include "core/rownotes.h"
#include "core/textreading.h"
#include "store/captureimport.h"

#include <memory>
#include <optional>
#include <variant>

namespace bothends {

/// A stored session or a capture with its readings, all of it: taken in at once. Its payloads stay in the
/// file.
class StoredJournal
{
public:
    /// FileUnreadable, NotASession, SessionVersion.
    static std::variant<std::unique_ptr<StoredJournal>, Error> open(const QString &path);

    const Journal &journal() const { return *m_journal; }
    Readings readings() const { return {*m_journal, *m_index, *m_texts, *m_lines}; }
    TextReading &texts() { return *m_texts; }
    /// What was noted beside its rows.
    const RowNotes &notes() const { return m_notes; }
    /// What is wrong with the rest of the file, of which nothing was taken in.
    const std::optional<Error> &fault() const { return m_fault; }
    /// Of a capture.
    const CaptureImport::LeftOut &leftOut() const { return m_leftOut; }

private:
    explicit StoredJournal(std::unique_ptr<PayloadStore> store);
    static std::variant<std::unique_ptr<StoredJournal>, Error> openCapture(const QString &path);

    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<ConnectionIndex> m_index;
    std::unique_ptr<TextReading> m_texts;
    std::unique_ptr<LifeLines> m_lines;
    RowNotes m_notes;
    std::optional<Error> m_fault;
    CaptureImport::LeftOut m_leftOut;
};

} // namespace bothends
