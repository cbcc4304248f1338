// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/waiver_file.h"

#include <functional>
#include <string>
#include <system_error>
#include <utility>

#include "service/store/schema.h"
#include "service/store/store_clock.h"
#include "service/store/waiver_rows.h"

namespace headwater::store {
namespace {

class WaiverFile final : public WaiverBook {
 public:
  WaiverFile(Connection connection, const Clock& clock)
      : connection_(std::move(connection)), clock_(clock) {}

  Result<std::vector<Waiver>> Find(const WaiverQuery& query, size_t limit) override {
    return FindWaivers(connection_, query, limit);
  }
  Result<uint64_t> Add(const Waiver& waiver) override {
    uint64_t number = 0;
    const auto write = [&](const Now& now) -> Status {
      number = TRY(AddWaiver(connection_, waiver, now));
      return Ok{};
    };
    TRY(Write(write));
    return number;
  }
  Status Revoke(uint64_t number, UserId by, WallTime at) override {
    return Write([&](const Now& now) { return RevokeWaiver(connection_, number, by, at, now); });
  }
  Result<uint64_t> Expire(std::chrono::sys_days today, size_t limit) override {
    uint64_t ended = 0;
    const auto write = [&](const Now& now) -> Status {
      ended = TRY(ExpireWaivers(connection_, today, limit, now));
      return Ok{};
    };
    TRY(Write(write));
    return ended;
  }

 private:
  /// The store's clock is read within the transaction, and not written: it is the service's.
  Status Write(const std::function<Status(const Now&)>& work) {
    TRY(connection_.Run("BEGIN IMMEDIATE"));
    Status done = Run(work);
    if (done.ok()) done = connection_.Script("COMMIT");
    if (!done.ok() && connection_.in_transaction()) (void)connection_.Script("ROLLBACK");
    return done;
  }
  Status Run(const std::function<Status(const Now&)>& work) {
    const Now saved = TRY(LoadClock(connection_));
    return work(StoreClock(clock_, saved).Read());
  }

  Connection connection_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<WaiverBook>> OpenWaiverBook(const std::filesystem::path& database,
                                                   Access access, const Clock& clock) {
  std::error_code code;
  // Absolute, because SQLite may take a name that begins with "file:" for a URL.
  const std::filesystem::path file = std::filesystem::absolute(database, code);
  if (code || !std::filesystem::exists(file, code)) {
    return Error{Errc::kInvalid, database.string() + ": there is no such database"};
  }
  Connection connection = TRY(Connection::Open(file, "", access).Context(file.string()));
  TRY(CheckReadable(connection).Context(file.string()));
  return std::unique_ptr<WaiverBook>(std::make_unique<WaiverFile>(std::move(connection), clock));
}

}  // namespace headwater::store
