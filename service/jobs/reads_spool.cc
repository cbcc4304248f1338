// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/reads_spool.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/record_bytes.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = ".part";
constexpr size_t kIdDigits = 32;

bool IsId(std::string_view name) {
  return name.size() == kIdDigits &&
         name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Removes what a process that was killed did not finish; how many whole records are there.
Result<uint64_t> CountSpooled(const std::string& folder) {
  uint64_t whole = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (IsId(name)) ++whole;
    if (name.ends_with(kUnfinished)) {
      std::error_code ignored;
      fs::remove(at->path(), ignored);
    }
  }
  if (error) return Error{Errc::kInternal, folder + ": " + error.message()};
  return whole;
}

/// A record that waits; empty: there is none.
std::string NextOf(const std::string& folder) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    std::string name = at->path().filename().string();
    if (IsId(name)) return name;
  }
  return "";
}

Result<std::string> ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return Error{Errc::kTransient, path + ": cannot be opened"};
  std::string bytes(static_cast<size_t>(file.tellg()), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) return Error{Errc::kTransient, path + ": cannot be read"};
  return bytes;
}

}  // namespace

Result<std::unique_ptr<ReadsSpool>> ReadsSpool::Open(const std::string& folder,
                                                     std::unique_ptr<ReadsArchive> archive,
                                                     const Clock& clock) {
  const uint64_t waiting = TRY(CountSpooled(folder));
  auto spool = std::unique_ptr<ReadsSpool>(new ReadsSpool(folder, std::move(archive), clock));
  spool->waiting_ = waiting;
  return spool;
}

Status ReadsSpool::Take(const DecisionId& decision, std::string_view bytes) {
  if (waiting_ >= kMaxSpooledRecords) TRY(PutOneAway());
  const std::string path = folder_ + "/" + decision.hex;
  const std::string unfinished = path + std::string(kUnfinished);
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code error;
  if (file) fs::rename(unfinished, path, error);
  if (!file || error) {
    fs::remove(unfinished, error);
    return Error{Errc::kTransient, unfinished + ": cannot be written"};
  }
  ++waiting_;
  return Ok{};
}

Result<bool> ReadsSpool::PutOneAway() {
  if (waiting_ == 0) return false;
  const std::lock_guard lock(mutex_);
  const std::string name = NextOf(folder_);
  if (name.empty()) {
    waiting_ = 0;
    return false;
  }
  const std::string path = folder_ + "/" + name;
  const std::string bytes = TRY(ReadWhole(path));
  const Result<RecordedReads> reads = ReadRecordBytes(bytes);
  if (reads.ok()) {
    TRY(archive_->Put({name}, reads.value(), clock_.Wall()));
    Count("headwater_records_total");
  } else {
    Log(LogLevel::kError, "record_not_readable",
        {{"decision", Untrusted(name)}, {"problem", Untrusted(reads.error().message)}});
  }
  std::error_code error;
  fs::remove(path, error);
  if (error) return Error{Errc::kInternal, path + ": " + error.message()};
  --waiting_;
  return true;
}

void KeepReads(ReadsSpool* spool, const DecisionId& decision, const std::string& record) {
  if (spool == nullptr || record.empty()) return;
  const Status kept = spool->Take(decision, record);
  if (kept.ok()) return;
  Count("headwater_records_lost_total");
  Log(LogLevel::kError, "reads_not_recorded",
      {{"decision", Untrusted(decision.hex)}, {"problem", Untrusted(kept.error().message)}});
}

Result<uint64_t> ReadsSpool::RemoveBefore(WallTime time, size_t limit) {
  const std::lock_guard lock(mutex_);
  return archive_->RemoveBefore(time, limit);
}

}  // namespace headwater::jobs
