// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "headwater/clock.h"
#include "headwater/store.h"

namespace headwater::store {

/// A clock that moves only when told to. Thread-safe.
class StoppedClock final : public Clock {
 public:
  WallTime Wall() const override { return WallTime(std::chrono::milliseconds(wall_)); }
  SteadyTime Steady() const override { return SteadyTime(std::chrono::milliseconds(steady_)); }

  void Advance(std::chrono::milliseconds time) {
    wall_ += time.count();
    steady_ += time.count();
  }
  /// Somebody sets the date.
  void JumpWall(std::chrono::milliseconds time) { wall_ += time.count(); }
  /// The machine starts again.
  void ResetSteady() { steady_ = 0; }

 private:
  std::atomic<int64_t> wall_{1'800'000'000'000};
  std::atomic<int64_t> steady_{5'000'000};
};

enum class Place { kDisk, kMemory };

class ScratchFolder {
 public:
  /// kMemory, for what is not about the disk: where the machine has no such place, on disk.
  explicit ScratchFolder(Place place) {
    const bool memory = place == Place::kMemory && access("/dev/shm", W_OK) == 0;
    const auto parent =
        memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
    std::string name = parent / "headwater-store-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline constexpr std::chrono::milliseconds kLease{60'000};
inline constexpr ProjectId kProject{7};
inline const StatusLine kSuperseded{StatusState::kFailed, "superseded", ""};
inline const StatusLine kRunningLine{StatusState::kRunning, "checking", ""};
inline const StatusLine kGreenLine{StatusState::kSuccess, "passed", ""};
inline const StatusLine kRedLine{StatusState::kFailed, "2 findings", ""};

inline CommitId Head(uint8_t number) {
  CommitId id;
  id.bytes.fill(number);
  return id;
}
inline MailboxKey Request(int64_t iid) { return {.project = kProject, .iid = {iid}}; }
inline Wake WakeOf(int64_t iid) {
  return {.project = kProject, .iid = MergeRequestIid{iid}, .head = {}};
}
inline Wake QuietWakeOf(int64_t iid) {
  return {.project = kProject, .iid = MergeRequestIid{iid}, .head = {}, .quiet = true};
}
inline Wake WakeByHead(const CommitId& head) {
  return {.project = kProject, .iid = std::nullopt, .head = head};
}
inline MailboxRecord RecordOf(const CommitId& head, std::optional<StatusLine> status) {
  MailboxRecord record;
  record.head = head;
  record.source_branch = "feature";
  record.target_branch = "main";
  record.status = std::move(status);
  return record;
}
inline SlotKey StatusSlot(const CommitId& head) {
  return {.kind = SlotKind::kStatus, .project = kProject, .iid = {}, .head = head};
}
inline Decision DecisionOf(int number, int64_t iid) {
  Decision decision;
  const std::string digits = std::to_string(number);
  decision.id = {std::string(32 - digits.size(), '0') + digits};
  decision.key = "key-" + digits;
  decision.about = Request(iid);
  decision.head = Head(1);
  decision.outcome = DecisionOutcome::kFail;
  decision.record = "{}";
  return decision;
}

}  // namespace headwater::store
