// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/plan.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "headwater/guarded.h"
#include "headwater/sink.h"
#include "service/config/enrolment.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/plan_tally.h"
#include "service/jobs/plan_text.h"
#include "service/jobs/plan_work.h"
#include "service/jobs/policy_files.h"
#include "service/jobs/policy_pauses.h"
#include "service/jobs/waivers.h"
#include "service/report/decision_json.h"

namespace headwater::jobs {
namespace {

// The two cores of a small machine; each thread waits for a child of its own.
constexpr size_t kThreads = 2;
// Merge requests that one thread takes at a time: those of one project mostly stay together.
constexpr size_t kShare = 2 * kPlanBatch;

using Layers = std::shared_ptr<const config::PolicyLayers>;

Outcome OutcomeOf(DecisionOutcome outcome) {
  switch (outcome) {
    case DecisionOutcome::kPass:
      return Outcome::kPass;
    case DecisionOutcome::kFail:
      return Outcome::kFail;
    case DecisionOutcome::kUnknownContent:
    case DecisionOutcome::kUnknownInfrastructure:
      return Outcome::kUnknown;
  }
  return Outcome::kUnknown;
}

/// What one thread works with.
class Planner {
 public:
  Planner(const PolicyPlanRequest& request, const PlanParts& parts, const Layers& layers,
          std::span<const RuleEntry* const> rules, PlanStore store)
      : request_(request),
        parts_(parts),
        layers_(layers),
        rules_(rules),
        store_(std::move(store)) {}

  /// Fills in what the cases would be.
  Status Plan(std::span<PlanCase> cases) {
    for (PlanCase& one : cases) {
      TRY(Add(one));
      if (waiting_.size() >= kPlanBatch || bytes_ >= kPlanBatchBytes) TRY(Judge());
    }
    return Judge();
  }

 private:
  Status Add(PlanCase& one) {
    if (one.subject.decision.hex.empty()) return Ok{};
    const std::optional<Decision> decision = TRY(store_.decisions->Find(one.subject.decision.hex));
    if (!decision) return Unsaid("its decision was removed: its time was over", one);
    TRY(TakeNow(*decision, one));
    const config::UpperPolicy upper = layers_->For(one.path, one.subject.about.project);
    one.left_out = config::EnrolmentByPath(upper.stack, one.path, request_.as_of).reason;
    if (!one.left_out.empty()) return Ok{};
    const Result<std::optional<RecordedReads>> reads = store_.reads->Find(decision->id);
    if (!reads.ok() && reads.error().code != Errc::kContent) return reads.error();
    if (!reads.ok()) return Unsaid(reads.error().message, one);
    if (!reads.value()) return Unsaid("nothing is recorded of what it rested on", one);
    return Enqueue(upper, *decision, *reads.value(), one);
  }

  static Status Unsaid(std::string why, PlanCase& one) {
    one.then.unsaid = std::move(why);
    return Ok{};
  }

  Status TakeNow(const Decision& decision, PlanCase& one) const {
    one.now = OutcomeOf(decision.outcome);
    one.path = TRY(report::ReadDecidedPath(decision.record));
    const Result<Report> report = report::ReadDecidedReport(decision.record, rules_);
    // A rule that this version does not know: what it came to is known all the same.
    if (!report.ok() || report.value().problem) return Ok{};
    for (const RuleResult& rule : report.value().rules) {
      one.rules_now.emplace(rule.info->id.view(),
                            StandOf(rule.effective_mode, rule.answer.verdict, rule.waived));
    }
    return Ok{};
  }

  Status Enqueue(const config::UpperPolicy& upper, const Decision& decision,
                 const RecordedReads& reads, PlanCase& one) {
    EvaluateRequest policy;
    policy.repository = Untrusted(one.path);
    policy.mirror = "/";
    policy.head = decision.head;
    policy.as_of = request_.as_of;
    policy.layers = upper.texts;
    policy.project = decision.about.project;
    policy.pauses = PausesOf(upper.stack);
    PlanItem item;
    item.waivers = TRY(WaiversFor(store_.waivers.get(), decision.about, policy));
    // The same for all of one project.
    policy.head = {};
    item.policy = RenderEvaluateRequest(policy);
    item.manifest = reads.manifest;
    item.contents = reads.contents;
    item.iid = decision.about.iid.value;
    bytes_ += item.policy.size() + item.manifest.size();
    for (const std::string& content : item.contents) bytes_ += content.size();
    items_.push_back(std::move(item));
    waiting_.push_back(&one);
    return Ok{};
  }

  /// Says each policy only once.
  static std::string BatchOf(std::span<const PlanItem> items) {
    std::vector<PlanItem> batch(items.begin(), items.end());
    std::string before;
    for (PlanItem& item : batch) {
      if (item.policy == before) {
        item.policy.clear();
      } else {
        before = item.policy;
      }
    }
    return EncodePlanItems(batch);
  }

  Result<std::vector<PlanAnswer>> Ask(std::span<const PlanItem> items) const {
    const std::string answer = TRY(parts_.judge(BatchOf(items)));
    std::vector<PlanAnswer> answers = TRY(DecodePlanAnswers(answer));
    if (answers.size() == items.size()) return answers;
    return Error{Errc::kContent, "the process that judged it answered of others"};
  }

  Status Judge() {
    if (items_.empty()) return Ok{};
    Result<std::vector<PlanAnswer>> answers = Ask(items_);
    if (!answers.ok() && answers.error().code != Errc::kContent) return answers.error();
    std::vector<PlanAnswer> each;
    if (answers.ok()) each = std::move(answers).value();
    for (size_t i = 0; i < items_.size(); ++i) {
      // One of them has taken the others with it: each for itself.
      if (i == each.size()) each.push_back(TRY(AskAlone(items_[i])));
      waiting_[i]->then = std::move(each[i]);
    }
    items_.clear();
    waiting_.clear();
    bytes_ = 0;
    return Ok{};
  }

  Result<PlanAnswer> AskAlone(const PlanItem& item) const {
    Result<std::vector<PlanAnswer>> answers = Ask({&item, 1});
    if (answers.ok()) return std::move(answers.value().front());
    if (answers.error().code != Errc::kContent) return answers.error();
    return PlanAnswer{.unsaid = answers.error().message, .refused = {}, .rules = {}};
  }

  const PolicyPlanRequest& request_;
  const PlanParts& parts_;
  const Layers& layers_;
  const std::span<const RuleEntry* const> rules_;
  PlanStore store_;
  std::vector<PlanItem> items_;
  std::vector<PlanCase*> waiting_;  ///< Of `items_`.
  size_t bytes_ = 0;
};

/// All cases, by several threads.
Status PlanAll(const PolicyPlanRequest& request, const PlanParts& parts, const Layers& layers,
               const config::Shipped& shipped, std::vector<PlanCase>& cases) {
  std::atomic<size_t> next = 0;
  Guarded<std::optional<Error>> failed;
  const auto fail = [&](const Error& error) {
    next = cases.size();
    failed.With([&error](std::optional<Error>& kept) { kept = error; });
  };
  const auto work = [&] {
    Result<PlanStore> store = parts.open();
    if (!store.ok()) return fail(store.error());
    Planner planner(request, parts, layers, shipped.rules, std::move(store).value());
    for (size_t begin = next.fetch_add(kShare); begin < cases.size();
         begin = next.fetch_add(kShare)) {
      const size_t size = std::min(kShare, cases.size() - begin);
      const Status done = planner.Plan(std::span(cases).subspan(begin, size));
      if (!done.ok()) return fail(done.error());
    }
  };
  {
    std::vector<std::jthread> threads;
    for (size_t i = 0; i < kThreads; ++i) threads.emplace_back(work);
  }
  const std::optional<Error> error =
      failed.With([](const std::optional<Error>& kept) { return kept; });
  return error ? Status(*error) : Status(Ok{});
}

Result<PlanReport> MakeReport(const PolicyPlanRequest& request, const PlanParts& parts,
                              const Layers& layers, const config::Shipped& shipped) {
  const std::vector<PlanSubject> open = TRY(parts.book.OpenMergeRequests());
  PlanSample sample;
  if (request.sample > 0) {
    sample = TRY(parts.book.Closed(WallTime(request.today - request.days), request.sample));
  }
  std::vector<PlanCase> cases;
  for (const std::vector<PlanSubject>* subjects : {&open, &std::as_const(sample.taken)}) {
    for (const PlanSubject& subject : *subjects) cases.push_back({.subject = subject});
  }
  TRY(PlanAll(request, parts, layers, shipped, cases));
  PlanReport report{.policy = request.place.instance_file,
                    .as_of = request.as_of,
                    .days = request.days,
                    .sampled_of = sample.all};
  const auto behind = cases.begin() + static_cast<std::ptrdiff_t>(open.size());
  report.open = TallyOf({cases.begin(), behind});
  report.closed = TallyOf({behind, cases.end()});
  for (const std::string& path : TRY(parts.book.LeftOut())) {
    const config::UpperPolicy upper = layers->For(path);
    if (config::EnrolmentByPath(upper.stack, path, request.as_of).takes_part()) {
      ++report.may_join;
    }
  }
  return report;
}

/// What holds back the steps of modes now does so for the new layers, too, where they say the same.
Result<PlanReport> PlanWith(const PolicyPlanRequest& request, const PlanParts& parts,
                            const config::PolicyLayers& layers, const config::Shipped& shipped) {
  auto pauses = std::make_shared<const std::vector<Pause>>(TRY(parts.book.Pauses()));
  const auto held = std::make_shared<config::PolicyLayers>(layers.WithPauses(std::move(pauses)));
  return MakeReport(request, parts, held, shipped);
}

CommandResult NotDone(const Error& error, int exit_code) {
  Out<Sink::kTerminal> line;
  line << Untrusted(error.message);
  return {"", line.text() + "\n", exit_code};
}

}  // namespace

CommandResult RunPlan(const PolicyPlanRequest& request, const PlanParts& parts,
                      const config::Shipped& shipped) {
  const Result<Layers> layers =
      LoadLayers(request.place.instance_file, request.place.group_folder, shipped);
  if (!layers.ok()) return NotDone(layers.error(), kExitUsage);
  const Result<PlanReport> report = PlanWith(request, parts, *layers.value(), shipped);
  if (!report.ok()) {
    return NotDone({report.error().code, "headwater policy plan: " + report.error().message},
                   kExitUnknown);
  }
  const bool is_json = request.format == PlanFormat::kJson;
  return {is_json ? RenderPlanJson(report.value()) : RenderPlanText(report.value()), "", 0};
}

}  // namespace headwater::jobs
