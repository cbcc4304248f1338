// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// plan_store FOLDER COUNT ANSWER...: makes the store of a service with so many open merge
// requests, eight in each project, judged as the files ANSWER say: what `headwater evaluate` gave
// for a request with `record`, in turns. plan_bench.py asks it. Prints the first decision's id.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/clock.h"
#include "headwater/registry.h"
#include "service/jobs/record_bytes.h"
#include "service/report/decision_json.h"
#include "service/report/evaluation_json.h"
#include "service/store/reads_file.h"
#include "service/store/sqlite_store.h"

namespace {

using namespace headwater;  // NOLINT(google-build-using-namespace): a program of one file

constexpr int kInProject = 8;
constexpr std::chrono::minutes kLease{5};

template <typename T>
T Must(Result<T> result) {
  if (result.ok()) return std::move(result).value();
  std::cerr << "plan_store: " << result.error().message << "\n";
  std::exit(1);  // NOLINT(concurrency-mt-unsafe): one thread
}

struct Sample {
  report::EvaluationAnswer answer;
  RecordedReads reads;
};

Sample ReadSample(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const jobs::ChildOutput parts = Must(jobs::SplitOutput(bytes));
  return {Must(report::ReadEvaluation(parts.answer, AllRules())),
          Must(jobs::ReadRecordBytes(parts.record))};
}

DecisionOutcome OutcomeOf(const Report& report) {
  if (report.outcome == Outcome::kPass) return DecisionOutcome::kPass;
  return report.outcome == Outcome::kFail ? DecisionOutcome::kFail
                                          : DecisionOutcome::kUnknownContent;
}

Decision DecisionFor(int number, const MailboxKey& about, const Sample& sample) {
  Decision decision;
  const std::string digits = std::to_string(number);
  decision.id = {std::string(32 - digits.size(), 'a') + digits};
  decision.key = "key";
  decision.about = about;
  decision.head = sample.answer.report.head;
  decision.outcome = OutcomeOf(sample.answer.report);
  decision.at = SystemClock().Wall();
  report::DecisionInputs inputs;
  inputs.id = decision.id;
  inputs.about = about;
  inputs.project_path = Untrusted("city/project-" + std::to_string(about.project.value));
  inputs.at = decision.at;
  inputs.outcome = decision.outcome;
  decision.record = report::RenderDecision(inputs, sample.answer.report);
  return decision;
}

void Publish(store::SqliteStore& store, const Decision& decision) {
  Wake wake;
  wake.project = decision.about.project;
  wake.iid = decision.about.iid;
  Must(store.Record("", std::vector{wake}));
  MailboxRecord record;
  record.head = decision.head;
  record.target_branch = "main";
  const StatusLine line{StatusState::kRunning, "running", ""};
  const auto announced = Must(store.Claim(Lane::kAnnounce, kLease));
  Must(store.Announce(*announced, {.record = record, .settle_within = std::nullopt}, line));
  const auto judged = Must(store.Claim(Lane::kJudge, kLease));
  record.decision = decision.id;
  record.decision_key = decision.key;
  Must(store.Publish(*judged, {.record = record, .decision = decision, .slots = {}}, line));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string folder = argv[1];
  const int count = std::atoi(argv[2]);  // NOLINT(cert-err34-c): our own bench calls it
  std::vector<Sample> samples;
  for (int i = 3; i < argc; ++i) samples.push_back(ReadSample(argv[i]));
  const Clock& clock = SystemClock();
  store::StoreOptions options;
  options.path = folder + "/headwater.db";
  const auto store = Must(store::SqliteStore::Open(options, clock));
  const auto reads = Must(store::OpenReads(folder + "/" + store::kReadsFileName));
  for (int number = 0; number < count; ++number) {
    const Sample& sample = samples[static_cast<size_t>(number) % samples.size()];
    const MailboxKey about{{number / kInProject + 1}, {number % kInProject + 1}};
    const Decision decision = DecisionFor(number, about, sample);
    Publish(*store, decision);
    Must(reads->Put(decision.id, sample.reads, decision.at));
    if (number == 0) std::cout << decision.id.hex << "\n";
  }
  return 0;
}
