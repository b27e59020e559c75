// SPDX-License-Identifier: MIT
#include "cli/storedjournal.h"

#include "store/captureloader.h"
#include "store/capturepayloads.h"
#include "store/sessionpayloads.h"

namespace bothends {

StoredJournal::StoredJournal(std::unique_ptr<PayloadStore> store)
    : m_journal(std::make_unique<Journal>(std::move(store)))
    , m_index(std::make_unique<ConnectionIndex>(*m_journal))
    , m_texts(std::make_unique<TextReading>(*m_journal, *m_index))
    , m_lines(std::make_unique<LifeLines>(*m_journal))
{
}

std::variant<std::unique_ptr<StoredJournal>, Error> StoredJournal::open(const QString &path)
{
    if (isCapture(path))
        return openCapture(path);
    auto opened = SessionFile::open(path); // for the events
    if (const Error *error = std::get_if<Error>(&opened))
        return *error;
    auto reader = SessionFile::open(path); // for the payloads
    if (const Error *error = std::get_if<Error>(&reader))
        return *error;
    std::unique_ptr<StoredJournal> made(
        new StoredJournal(std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(reader)))));
    auto &file = std::get<SessionFile>(opened);
    constexpr int kPortion = 4096;
    quint64 last = 0;
    for (QList<Event> events = file.read(last, kPortion); !events.isEmpty();
         events = file.read(last, kPortion)) {
        last = events.constLast().seq;
        made->m_journal->append(events);
    }
    made->m_notes.adoptComments(made->journal(), 0, made->journal().size() - 1);
    made->m_notes.take(made->journal(), file.notes());
    made->m_fault = file.fault();
    return made;
}

std::variant<std::unique_ptr<StoredJournal>, Error> StoredJournal::openCapture(const QString &path)
{
    auto store = std::make_unique<CapturePayloads>(path);
    CapturePayloads &payloads = *store;
    std::unique_ptr<StoredJournal> made(new StoredJournal(std::move(store)));
    const auto opened = CaptureLoader::open(path, *made->m_journal, payloads);
    if (const Error *error = std::get_if<Error>(&opened))
        return *error;
    CaptureLoader &loader = *std::get<std::unique_ptr<CaptureLoader>>(opened);
    while (loader.loadSome()) { }
    made->m_notes.adoptComments(made->journal(), 0, made->journal().size() - 1);
    made->m_fault = loader.fault();
    made->m_leftOut = loader.leftOut();
    return made;
}

} // namespace bothends
