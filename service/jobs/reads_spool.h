// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/reads.h"
#include "headwater/result.h"

namespace headwater::jobs {

/// How many records wait at most to be put away. With more, whoever brings one puts one away first:
/// the folder is never larger than so many of kMaxRecordBytes.
inline constexpr uint64_t kMaxSpooledRecords = 64;

/// Takes the records of judgements. A judgement only writes a file into a folder, which survives
/// the process; that is compressed and put into the archive later, by another thread. What a power
/// failure takes was not recorded, and `headwater replay` says so. Thread-safe.
class ReadsSpool {
 public:
  /// `folder` exists. What an earlier process left there is put away like the rest.
  static Result<std::unique_ptr<ReadsSpool>> Open(const std::string& folder,
                                                  std::unique_ptr<ReadsArchive> archive,
                                                  const Clock& clock);

  /// `bytes` as record_bytes.h. kTransient: the disk did not take it.
  Status Take(const DecisionId& decision, std::string_view bytes);
  /// Puts one record away; false: none waits. One that is damaged is removed, and logged.
  Result<bool> PutOneAway();
  /// As ReadsArchive::RemoveBefore.
  Result<uint64_t> RemoveBefore(WallTime time, size_t limit);

 private:
  ReadsSpool(std::string folder, std::unique_ptr<ReadsArchive> archive, const Clock& clock)
      : folder_(std::move(folder)), clock_(clock), archive_(std::move(archive)) {}

  const std::string folder_;
  const Clock& clock_;
  std::atomic<uint64_t> waiting_ = 0;
  std::mutex mutex_;
  const std::unique_ptr<ReadsArchive> archive_;  ///< Guarded by mutex_.
};

/// Hands over what a decision rests on; `spool` may be null, `record` empty. The decision stands
/// whatever becomes of it: one that was not recorded cannot be made again, and is counted.
void KeepReads(ReadsSpool* spool, const DecisionId& decision, const std::string& record);

}  // namespace headwater::jobs
