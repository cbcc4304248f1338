// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "headwater/clock.h"
#include "headwater/discretion.h"
#include "headwater/forge.h"
#include "headwater/fork_book.h"
#include "headwater/mirrors.h"
#include "headwater/url.h"
#include "service/jobs/fork_desk.h"
#include "service/jobs/fork_radar.h"

/// \file
/// Keeps the fork index true: takes in every project of the platform, again after each push and
/// once a day, and takes out at once what others may read from now on.

namespace headwater::jobs {

struct ForkKeeperOptions {
  SharedReading shared{};
  /// Looked at again after this, whatever was heard: deliveries get lost, and others change.
  std::chrono::milliseconds refresh{std::chrono::hours(24)};
};

/// Borrowed; they must outlive the keeper.
struct ForkKeeperParts {
  ForkDesk& desk;
  ForkBook& book;
  Forge& forge;
  Mirrors& mirrors;
  const Clock& clock;
};

class ForkKeeper final : public ForkRadar {
 public:
  ForkKeeper(ForkKeeperOptions options, ForkKeeperParts parts);
  /// Stops as by Stop.
  ~ForkKeeper() override;

  ForkView Ask(const ForkAsk& ask) override;
  Status Heard(const ForgeProject& project) override;
  Status Gone(ProjectId project) override;
  Status NoteTold(const MailboxKey& merge_request, UserId author) override;
  bool MayShowToAll(ProjectId project, const std::vector<std::string>& names) override;
  bool MayShowToReaders(ProjectId project, const std::vector<std::string>& names) override;

  /// A copy of an upstream was brought up to date: everybody may read it. Never waits.
  void HeardUpstream(const SafeUrl& url, const std::string& repository);

  /// Reads what was kept. Before anything else is called.
  Status Load();
  /// Starts the thread.
  void Start();
  /// Begins nothing more and waits until the thread has ended: whoever owns the desk and the
  /// mirrors ends what is under way.
  void Stop();

  /// What the thread does again and again: takes in the project, or the upstream, that is most
  /// overdue, or else looks for projects that nobody has heard of. False: nothing is due.
  bool WorkNext();

  ForkKeeper(const ForkKeeper&) = delete;
  ForkKeeper& operator=(const ForkKeeper&) = delete;

 private:
  /// Where a project belongs in the index, going by what was last heard of it.
  struct Belongs {
    PartitionName partition;
    std::string name;

    bool operator==(const Belongs&) const = default;
  };

  struct Entry {
    ForkPlace place{};  ///< As the book has it. Without a name: it does not stand in the index.
    std::optional<Belongs> heard{};
    std::string repository{};  ///< Of an upstream; else empty.
    SteadyTime due{};
    uint32_t failures = 0;  ///< Since the last success.
    uint64_t hearings = 0;  ///< How often something was heard of it.
    bool is_running = false;
    bool is_awaited = false;  ///< Somebody asked, and could not be told.
    bool must_renew = false;  ///< Another project was found to belong to it.
    bool is_settled = false;  ///< Taken in since the process began.
    bool is_lacking = false;  ///< The platform does not have all of it.
  };

  /// A project of the platform, or an upstream.
  struct Task {
    ProjectId project;    ///< 0: an upstream.
    std::string address;  ///< Of an upstream.
    Entry entry;
  };

  static Belongs BelongingOf(const ForgeProject& project);

  std::optional<Task> ClaimDue();
  std::optional<Task> ClaimProject(SteadyTime now);
  std::optional<Task> ClaimUpstream(SteadyTime now);
  Status BringProject(const Task& task);
  Result<ForkTaken> TakeIn(const ForgeProject& project, bool renew);
  Result<std::string> Bring(const FetchRequest& fetch, const std::vector<BlobId>& contents);
  Status CheckNameIsFree(const ForgeProject& project);
  Status Settle(const Task& task, const ForgeProject& project, const ForkTaken& taken,
                uint64_t hearings);
  uint64_t HearingsOf(ProjectId project) const;
  Status SettleEmpty(const Task& task);
  Status BringUpstream(const Task& task);
  void Fail(const Task& task, const Error& error);
  void Erase(ProjectId project);
  bool LookForProjects();
  Status ListAll();
  void Introduce(const std::vector<std::string>& names);
  bool IsNews(const ForgeProject& project) const;

  Status Leave(ProjectId project, const std::string& to);
  AuditEvent MoveOf(const ForkPlace& place, const std::string& to) const;
  std::vector<ProjectId> NumbersOf(const std::vector<std::string>& names) const;
  std::vector<ProjectId> All() const;

  bool IsReady(const ForkQuestion& question, ProjectId project);
  void Await(ProjectId project, std::chrono::milliseconds delay);
  ForkView NotKnown(ProjectId project);
  ForkView CouldNotAnswer(ProjectId project, const Error& error);
  void KeepAllowed(ForkFacts& facts, const std::vector<PartitionName>& readers) const;
  bool StandsIn(const std::string& name, const std::vector<PartitionName>& partitions) const;
  Status AddWhatIsKnown(const ForkAsk& ask, ForkFacts& facts);

  void MeasureAll();
  void Loop();

  const ForkKeeperOptions options_;
  const ForkKeeperParts parts_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::map<ProjectId, Entry> projects_;     ///< Guarded by mutex_.
  std::map<std::string, Entry> upstreams_;  ///< By address. Guarded by mutex_.
  std::map<std::string, ProjectId> names_;  ///< Of projects that stand. Guarded by mutex_.
  SteadyTime list_due_{};                   ///< Guarded by mutex_.
  uint32_t list_failures_ = 0;              ///< Guarded by mutex_.
  bool stopping_ = false;                   ///< Guarded by mutex_.
  std::jthread thread_;
};

}  // namespace headwater::jobs
