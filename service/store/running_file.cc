// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/running_file.h"

#include <system_error>

#include "service/store/existing.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

// What was posted last stands in `remembered`, pipeline by pipeline (service/jobs/status_memory.h).
constexpr Literal kOpen = R"(
    SELECT id, project, speaker, head FROM slot
    WHERE kind = ?1 AND (state = ?2 OR instr(remembered, ?3) > 0 OR intent <> x'')
    ORDER BY id)";

constexpr Literal kEnd = R"(
    UPDATE slot SET state = ?2, text = x'', url = x'', version = version + 1,
      settled = version + 1, remembered = x'', intent = x''
    WHERE id = ?1)";

}  // namespace

Result<RunningFile> RunningFile::Open(const std::filesystem::path& database) {
  std::error_code code;
  if (!std::filesystem::exists(database, code)) {
    return Error{Errc::kInvalid, database.string() + ": there is no such database"};
  }
  FileLock lock = TRY(FileLock::Take(database));
  Connection connection = TRY(OpenExisting(database, Access::kReadWrite));
  return RunningFile(std::move(lock), std::move(connection));
}

Result<std::vector<RunningSlot>> RunningFile::All() {
  Query query =
      TRY(connection_.Ask(kOpen, {static_cast<int64_t>(SlotKind::kStatus),
                                  Stored(StatusState::kRunning), std::string_view(" running ")}));
  std::vector<RunningSlot> open;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return open;
    RunningSlot slot{
        .id = query.Number(0), .project = {query.Number(1)}, .iid = {query.Number(2)}, .head = {}};
    slot.head = TRY(CommitFrom(query.Bytes(3)));
    open.push_back(slot);
  }
}

Status RunningFile::Ended(int64_t id, StatusState state) {
  TRY(connection_.Run(kEnd, {id, Stored(state)}));
  return Ok{};
}

}  // namespace headwater::store
