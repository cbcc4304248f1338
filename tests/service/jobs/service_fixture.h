// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "service/jobs/services.h"
#include "tests/fakes/fake_forge.h"
#include "tests/fakes/fake_pipeline_files.h"
#include "tests/fakes/fake_store.h"

/// \file
/// Everything a job of the service works with, in memory.

namespace headwater::jobs {

class FakeMirrors final : public Mirrors {
 public:
  std::function<Result<Fetched>(const FetchRequest& request)> fetch;
  std::function<Result<Fetched>(const FetchRequest& request)> renew;
  std::vector<BlobId> fetched_blobs;

  Result<std::unique_ptr<MirrorUse>> Use(ProjectId) override {
    return std::unique_ptr<MirrorUse>(std::make_unique<Held>(*this));
  }

 private:
  class Held final : public MirrorUse {
   public:
    explicit Held(FakeMirrors& mirrors) : mirrors_(mirrors) {}
    Result<Fetched> Fetch(const FetchRequest& request) override { return mirrors_.fetch(request); }
    Status FetchBlobs(const FetchRequest&, std::span<const BlobId> blobs) override {
      mirrors_.fetched_blobs.insert(mirrors_.fetched_blobs.end(), blobs.begin(), blobs.end());
      return Ok{};
    }
    Result<Fetched> Renew(const FetchRequest& request) override { return mirrors_.renew(request); }

   private:
    FakeMirrors& mirrors_;
  };
};

class FakeEvaluator final : public Evaluator {
 public:
  std::function<Result<report::EvaluationAnswer>(const EvaluateRequest& request)> evaluate;
  std::vector<EvaluateRequest> requests;

  Result<report::EvaluationAnswer> Evaluate(const EvaluateRequest& request) override {
    const std::lock_guard lock(mutex_);
    requests.push_back(request);
    return evaluate(request);
  }

 private:
  std::mutex mutex_;
};

struct ServiceFixture {
  fakes::FakeForge forge;
  fakes::FakePipelineFiles pipeline_files;
  FakeMirrors mirrors;
  FakeEvaluator evaluator;
  fakes::FakeMailboxes mailboxes;
  fakes::FakeOutbox outbox;
  fakes::FakeDecisions decisions;
  fakes::FakeClock clock;
  Services services{.forge = forge,
                    .conversation = forge,
                    .pipeline_files = pipeline_files,
                    .line_threads = forge,
                    .issues = forge,
                    .mirrors = mirrors,
                    .evaluator = evaluator,
                    .mailboxes = mailboxes,
                    .outbox = outbox,
                    .decisions = decisions,
                    .clock = clock,
                    .self = fakes::FakeForge::kSelf,
                    .settings = Defaults()};

  static Settings Defaults() {
    Settings settings{.forge_url = SafeUrl::Parse("https://gitlab.example.org").value(),
                      .pages_url = SafeUrl::Parse("https://headwater.example.org").value(),
                      .contact = {}};
    settings.language = Language::kEnglish;
    settings.standard_policy = "preset:strict";
    settings.note_delay = std::chrono::seconds(60);
    settings.patience = std::chrono::minutes(15);
    settings.pipeline_patience = std::chrono::hours(1);
    settings.artifact_folder = testing::TempDir();
    return settings;
  }

  MailboxClaim Claim(Lane lane) const {
    MailboxClaim claim;
    claim.key = {{7}, {3}};
    claim.lane = lane;
    claim.attempts = 1;
    claim.waiting_since = clock.wall;
    return claim;
  }
};

}  // namespace headwater::jobs
