// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/workers.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <thread>

#include "service/store/sqlite_store.h"
#include "tests/service/jobs/service_fixture.h"

// The threads together, on a real store and beside a forge in memory. Also run under
// ThreadSanitizer.

namespace headwater::jobs {
namespace {

using fakes::Commit;

constexpr std::chrono::seconds kPatience{60};

class WorkersTest : public testing::Test, protected ServiceFixture {
 protected:
  WorkersTest() {
    std::string name =
        (std::filesystem::temp_directory_path() / "headwater-workers-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    auto opened = store::SqliteStore::Open({folder_ / "test.db", ""}, SystemClock());
    EXPECT_TRUE(opened.ok());
    store_ = std::move(opened).value();
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    evaluator.evaluate = [](const EvaluateRequest& request) {
      report::EvaluationAnswer answer;
      answer.report.outcome = Outcome::kPass;
      answer.report.head = request.head;
      return answer;
    };
    real_.emplace(Services{.forge = forge,
                           .conversation = forge,
                           .pipeline_files = pipeline_files,
                           .line_threads = forge,
                           .issues = forge,
                           .mirrors = mirrors,
                           .evaluator = evaluator,
                           .mailboxes = *store_,
                           .outbox = *store_,
                           .decisions = *store_,
                           .clock = SystemClock(),
                           .self = fakes::FakeForge::kSelf,
                           .settings = Defaults()});
  }
  ~WorkersTest() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void Record(const std::string& key) {
    const Wake wake{{7}, MergeRequestIid{3}, {}};
    ASSERT_TRUE(store_->Record(key, std::vector{wake}).ok());
  }

  /// Until nothing waits any more.
  bool WaitIdle() {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
      const Result<StoreHealth> health = store_->Health();
      if (!health.ok()) return false;
      const StoreHealth& now = health.value();
      if (now.waiting_announce + now.waiting_judge + now.waiting_slots == 0) return true;
      std::this_thread::yield();
    }
    return false;
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::SqliteStore> store_;
  std::optional<Services> real_;
};

TEST_F(WorkersTest, ManyEventsOfOneMergeRequestEndInOneTerminalStatus) {
  Workers workers(*real_, {});
  workers.Start();
  {
    std::vector<std::jthread> senders;
    for (int sender = 0; sender < 4; ++sender) {
      senders.emplace_back([this, sender, &workers] {
        for (int i = 0; i < 10; ++i) {
          Record(std::to_string(sender) + "-" + std::to_string(i));
          workers.Nudge();
        }
      });
    }
  }
  ASSERT_TRUE(WaitIdle());
  workers.Stop();
  ASSERT_FALSE(forge.posts.empty());
  EXPECT_EQ(StatusState::kSuccess, forge.posts.back().state);
  EXPECT_LE(forge.posts.size(), 2U) << "running, and one terminal state";
  EXPECT_EQ(1U, evaluator.requests.size()) << "judged once, however often it was told";
  EXPECT_TRUE(forge.notes.empty());
}

TEST_F(WorkersTest, AStopWaitsForWhatIsUnderWayAndAStartTakesUpTheRest) {
  Record("first");
  {
    Workers workers(*real_, {});
    workers.Start();
  }  // Stopped, whatever was done by then.
  Workers workers(*real_, {});
  workers.Start();
  ASSERT_TRUE(WaitIdle());
  workers.Stop();
  EXPECT_EQ(StatusState::kSuccess, forge.posts.back().state);
}

/// A judgement that lasts until it is let go.
struct Gate {
  std::promise<void> entered;
  std::promise<void> open;

  Result<report::EvaluationAnswer> Pass() {
    entered.set_value();
    open.get_future().wait();
    report::EvaluationAnswer answer;
    answer.report.outcome = Outcome::kPass;
    return answer;
  }
};

TEST_F(WorkersTest, WhatIsUnfinishedAfterTheGraceIsHandedBackAndNotCounted) {
  Gate gate;
  evaluator.evaluate = [&](const EvaluateRequest&) { return gate.Pass(); };
  Workers workers(*real_, {.judges = 1});
  workers.Start();
  Record("first");
  ASSERT_EQ(std::future_status::ready, gate.entered.get_future().wait_for(kPatience));
  workers.Drain(std::chrono::milliseconds(10));
  const auto claim = store_->Claim(Lane::kJudge, kPatience);
  ASSERT_TRUE(claim.ok() && claim.value());
  EXPECT_EQ(1U, claim.value()->attempts) << "this one only";
  EXPECT_EQ(0U, claim.value()->retries);
  gate.open.set_value();
  workers.Stop();
  EXPECT_TRUE(store_->About({{7}, {3}}, 1).value().empty()) << "what comes too late counts no more";
}

TEST_F(WorkersTest, WhatEndsWithinTheGraceCounts) {
  Gate gate;
  evaluator.evaluate = [&](const EvaluateRequest&) { return gate.Pass(); };
  Workers workers(*real_, {.judges = 1});
  workers.Start();
  Record("first");
  ASSERT_EQ(std::future_status::ready, gate.entered.get_future().wait_for(kPatience));
  std::jthread drain([&] { workers.Drain(kPatience); });
  gate.open.set_value();
  drain.join();
  EXPECT_EQ(1U, store_->About({{7}, {3}}, 1).value().size());
}

TEST_F(WorkersTest, AnExceptionFailsOneJobAndNoThread) {
  int calls = 0;
  evaluator.evaluate = [&](const EvaluateRequest&) -> Result<report::EvaluationAnswer> {
    if (++calls == 1) throw std::bad_alloc();
    report::EvaluationAnswer answer;
    answer.report.outcome = Outcome::kPass;
    return answer;
  };
  Workers workers(*real_, {.judges = 1});
  workers.Start();
  Record("first");
  // The claim of the job that failed ends with its lease; another merge request is judged at once.
  const auto end = std::chrono::steady_clock::now() + kPatience;
  const Wake other{{7}, MergeRequestIid{4}, {}};
  ASSERT_TRUE(store_->Record("second", std::vector{other}).ok());
  workers.Nudge();
  std::vector<Decision> found;
  while (found.empty() && std::chrono::steady_clock::now() < end) {
    for (const MailboxKey key : {MailboxKey{{7}, {3}}, MailboxKey{{7}, {4}}}) {
      if (found.empty()) found = store_->About(key, 1).value();
    }
    std::this_thread::yield();
  }
  workers.Stop();
  EXPECT_EQ(1U, found.size());
}

}  // namespace
}  // namespace headwater::jobs
