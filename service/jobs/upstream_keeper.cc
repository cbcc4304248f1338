// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/upstream_keeper.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/git/upstream_mirrors.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

/// After a failure, twice as long after each further one, up to a day.
constexpr std::chrono::minutes kFirstRetry{1};
constexpr std::chrono::hours kLastRetry{24};
constexpr uint32_t kMaxDoublings = 11;  // 2,048 minutes are more than a day.
/// Whoever confirms a frozen copy waits this long at most once somebody asks for it.
constexpr std::chrono::minutes kFrozenRetry{1};
/// The order in which copies go needs no more.
constexpr std::chrono::minutes kNoteInterval{10};
/// What becomes due by time alone is seen this late.
constexpr std::chrono::milliseconds kLook{1'000};

std::chrono::milliseconds RetryAfter(uint32_t failures) {
  const std::chrono::milliseconds delay =
      kFirstRetry * (uint64_t{1} << std::min(failures - 1, kMaxDoublings));
  return std::min<std::chrono::milliseconds>(delay, kLastRetry);
}

std::chrono::sys_seconds Seconds(WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time);
}

}  // namespace

KeptUpstreams::KeptUpstreams(UpstreamKeeperOptions options, UpstreamDoor door,
                             UpstreamRefresher& refresher, const Clock& clock)
    : options_(std::move(options)), door_(std::move(door)), refresher_(refresher), clock_(clock) {}

KeptUpstreams::~KeptUpstreams() { Stop(); }

/// As the disk has it.
KeptUpstreams::Entry KeptUpstreams::NewEntry(const SafeUrl& url, const std::string& name) const {
  const CopyPaths paths = PathsOf(options_.root, name);
  Result<CopyState> found = CopyState::Read(paths.state);
  const SteadyTime now = clock_.Steady();
  Entry entry{.url = url};
  entry.asked = now;
  entry.noted = now - kNoteInterval;
  entry.due = now;
  std::error_code ignored;
  if (!found.ok() || !fs::exists(paths.repository, ignored)) return entry;
  entry.state = std::move(found).value();
  if (!entry.state.IsUsable() || entry.state.is_frozen) return entry;
  // A clock that has jumped makes it due at once, or in its usual time.
  const std::chrono::milliseconds age = clock_.Wall() - *entry.state.fetched;
  if (age >= std::chrono::milliseconds(0)) {
    entry.due += std::max(options_.refresh - age, std::chrono::milliseconds(0));
  }
  return entry;
}

KeptUpstream KeptUpstreams::AnswerOf(const std::string& name, const Entry& entry) const {
  KeptUpstream answer;
  answer.fetched = entry.state.fetched;
  if (entry.state.is_frozen) {
    answer.state = UpstreamState::kFrozen;
  } else if (!entry.state.IsUsable()) {
    answer.state = entry.failures > 0 ? UpstreamState::kUnreachable : UpstreamState::kUnderWay;
  } else {
    CopyPaths paths = PathsOf(options_.root, name);
    answer.state = UpstreamState::kReady;
    answer.repository = std::move(paths.repository);
    answer.index = std::move(paths.index);
    answer.id = entry.state.id;
  }
  return answer;
}

KeptUpstream KeptUpstreams::Ask(const SafeUrl& url) {
  const std::optional<SafeUrl> admitted = door_.Admit(url);
  KeptUpstream answer;
  answer.state = UpstreamState::kNotAllowed;
  if (!admitted) return answer;
  const std::string name = git::UpstreamName(*admitted);
  std::unique_lock lock(mutex_);
  if (!entries_.contains(name)) {
    lock.unlock();
    Entry fresh = NewEntry(*admitted, name);
    lock.lock();
    answer.state = UpstreamState::kUnderWay;
    if (leaving_.contains(name)) return answer;
    answer.state = UpstreamState::kUnreachable;
    if (!entries_.contains(name) && !MakeRoomForEntry(clock_.Steady())) return answer;
    entries_.emplace(name, std::move(fresh));
  }
  Entry& entry = entries_.find(name)->second;
  entry.asked = clock_.Steady();
  const bool must_note = entry.state.IsUsable() && entry.asked - entry.noted >= kNoteInterval;
  if (must_note) entry.noted = entry.asked;
  answer = AnswerOf(name, entry);
  lock.unlock();
  wake_.notify_one();
  if (must_note) NoteUse(PathsOf(options_.root, name), clock_.Wall());
  return answer;
}

/// The one that is most overdue; nullptr: none is. Called with the lock.
KeptUpstreams::Entries::value_type* KeptUpstreams::FindDue() {
  const SteadyTime now = clock_.Steady();
  Entries::value_type* first = nullptr;
  for (auto& one : entries_) {
    const Entry& entry = one.second;
    const bool is_wanted = now - entry.asked <= kWanted;
    // Only a person can mend it, and only whoever asks cares whether that has happened.
    const bool is_waiting = entry.state.is_frozen && entry.tried && entry.asked <= *entry.tried;
    if (entry.is_running || entry.due > now || !is_wanted || is_waiting) continue;
    if (first == nullptr || entry.due < first->second.due) first = &one;
  }
  return stopping_ ? nullptr : first;
}

std::optional<KeptUpstreams::Entries::value_type> KeptUpstreams::Claim() {
  const std::lock_guard lock(mutex_);
  Entries::value_type* const due = FindDue();
  if (due == nullptr) return std::nullopt;
  due->second.is_running = true;
  return *due;
}

bool KeptUpstreams::RefreshNext() {
  {
    const std::lock_guard lock(mutex_);
    if (FindDue() == nullptr) return false;
  }
  // Before one is claimed, so that the copy that is due may be the one that goes.
  const bool is_full = KeepQuota();
  const std::optional<Entries::value_type> claimed = Claim();
  if (!claimed) return true;
  const auto& [name, entry] = *claimed;
  // Whatever happens, it must not stay claimed.
  Status status = Ok{};
  try {
    status = Bring(entry, is_full);
  } catch (const std::exception&) {
    status = Error{Errc::kInternal, "an exception"};
  }
  Settle(name, entry, status);
  return true;
}

Status KeptUpstreams::Bring(const Entry& entry, bool is_full) {
  if (is_full && !entry.state.IsUsable()) {
    return Error{Errc::kTransient,
                 "the copies of upstreams fill their quota, and all are in use (upstreams.quota)"};
  }
  UpstreamRoute route = TRY(door_.RouteTo(entry.url));
  return refresher_.Refresh({.root = options_.root,
                             .url = entry.url,
                             .networks = route.networks,
                             .proxy = std::move(route.proxy),
                             .ca_bundle = options_.ca_bundle,
                             .allow_http = options_.allow_http,
                             .max_bytes = options_.max_copy_bytes,
                             .clone_deadline = options_.clone_deadline,
                             .fetch_deadline = options_.fetch_deadline,
                             .now = Seconds(clock_.Wall())});
}

void KeptUpstreams::Settle(const std::string& name, const Entry& before, const Status& status) {
  const CopyPaths paths = PathsOf(options_.root, name);
  CopyState state = before.state;
  if (status.ok()) {
    Result<CopyState> read = CopyState::Read(paths.state);
    if (read.ok()) state = std::move(read).value();
  } else if (status.error().code == Errc::kNotFound && door_.IsOwn(before.url)) {
    // A project of our own forge that has become private is shown to nobody any more (A2).
    std::error_code ignored;
    fs::remove(paths.state, ignored);
    state = CopyState();
  }
  const bool has_frozen = state.is_frozen && !before.state.is_frozen;
  const uint32_t failures = status.ok() ? 0 : before.failures + 1;
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_.find(name)->second;  // Nobody removes one that runs.
    entry.state = std::move(state);
    entry.is_running = false;
    entry.failures = failures;
    entry.tried = clock_.Steady();
    const std::chrono::milliseconds good_for =
        entry.state.is_frozen ? std::chrono::milliseconds(kFrozenRetry) : options_.refresh;
    entry.due = *entry.tried + (failures == 0 ? good_for : RetryAfter(failures));
  }
  Count("headwater_upstream_refreshes_total");
  // Those of our own forge are known as what they are.
  const bool is_others = status.ok() && !has_frozen && !door_.IsOwn(before.url);
  if (is_others && options_.on_brought) options_.on_brought(before.url, paths.repository);
  const Untrusted url(before.url.text());
  if (has_frozen) {
    Count("headwater_upstream_freezes_total");
    Log(LogLevel::kError, "upstream_frozen",
        {{"url", url}, {"remedy", Literal("headwater upstream confirm URL --config FILE")}});
  }
  if (status.ok()) return;
  Count("headwater_upstream_failures_total");
  Log(LogLevel::kWarning, "upstream_not_refreshed",
      {{"url", url},
       {"failures", static_cast<int64_t>(failures)},
       {"problem", Untrusted(status.error().message)}});
}

void KeptUpstreams::Start() {
  for (size_t i = 0; i < kUpstreamThreads; ++i) threads_.emplace_back([this] { Loop(); });
}

void KeptUpstreams::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  threads_.clear();
}

/// Whether there was something to do. The barrier of these threads: what flies here (memory that
/// ends) fails one step.
bool KeptUpstreams::Step() {
  try {
    const bool has_worked = RefreshNext();
    MeasureAll();
    return has_worked;
  } catch (const std::exception&) {
    Count("headwater_worker_failures_total");
    return false;
  }
}

void KeptUpstreams::Loop() {
  for (;;) {
    const bool has_worked = Step();
    std::unique_lock lock(mutex_);
    if (!has_worked && !stopping_) wake_.wait_for(lock, kLook);
    if (stopping_) return;
  }
}

}  // namespace headwater::jobs
