// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/plan_work.h"

#include <chrono>
#include <utility>

#include "headwater/sink.h"
#include "service/core/sandbox.h"
#include "service/jobs/plan_judge.h"
#include "service/jobs/record_codec.h"

namespace headwater::jobs {

// Where the codec looks for them: beside the members of records.
template <typename Visit>
void EachMember(Of<MergeRequestIid> auto& iid, Visit& visit) {
  visit("value", iid.value);
}

template <typename Visit>
void EachMember(Of<WaiverScope> auto& scope, Visit& visit) {
  visit("rule", scope.rule);
  visit("path", scope.path);
  visit("fingerprint", scope.fingerprint);
  visit("iid", scope.iid);
  visit("head", scope.head);
}

/// What decides whether and for how long it counts: who gave it, and why, stays where it is.
template <typename Visit>
void EachMember(Of<Waiver> auto& waiver, Visit& visit) {
  visit("number", waiver.number);
  visit("scope", waiver.scope);
  visit("reason", waiver.reason);
  visit("declared", waiver.declared);
  visit("given_at", waiver.given_at);
  visit("until", waiver.until);
  visit("engine", waiver.engine);
}

template <typename Visit>
void EachMember(Of<PlanItem> auto& item, Visit& visit) {
  visit("policy", item.policy);
  visit("manifest", item.manifest);
  visit("contents", item.contents);
  visit("iid", item.iid);
  visit("waivers", item.waivers);
}

template <typename Visit>
void EachMember(Of<ModeStep> auto& step, Visit& visit) {
  visit("from", step.from);
  visit("mode", step.mode);
}

template <typename Visit>
void EachMember(Of<PlanRule> auto& rule, Visit& visit) {
  visit("id", rule.id);
  visit("verdict", rule.verdict);
  visit("mode", rule.mode);
  visit("written", rule.written);
  visit("waived", rule.waived);
  visit("unrecorded", rule.unrecorded);
  visit("coming", rule.coming);
}

template <typename Visit>
void EachMember(Of<PlanAnswer> auto& answer, Visit& visit) {
  visit("unsaid", answer.unsaid);
  visit("refused", answer.refused);
  visit("rules", answer.rules);
}

namespace {

template <typename T>
std::string EncodeBatch(const std::vector<T>& all) {
  RecordWriter writer;
  writer("all", all);
  return std::move(writer).Finish();
}

template <typename T>
Result<std::vector<T>> DecodeBatch(std::string_view bytes) {
  std::vector<T> all;
  RecordReader reader(bytes);
  reader("all", all);
  if (!reader.ok()) return Error{Errc::kContent, "this is no batch of a plan"};
  return all;
}

// A batch of honest records takes seconds.
constexpr std::chrono::seconds kCpuTime{600};
#if defined(HEADWATER_ADDRESS_SANITIZER)
constexpr uint64_t kAddressSpace = 0;
#else
constexpr uint64_t kAddressSpace = uint64_t{4} << 30U;
#endif

std::string ReadBounded(std::istream& in) {
  std::string text;
  constexpr size_t kStep = size_t{1} << 20U;
  while (in && text.size() <= kMaxPlanWorkBytes) {
    const size_t before = text.size();
    text.resize(before + kStep);
    in.read(text.data() + before, static_cast<std::streamsize>(kStep));
    text.resize(before + static_cast<size_t>(in.gcount()));
  }
  return text;
}

CommandResult Refused(const Error& error, int exit_code) {
  Out<Sink::kTerminal> line;
  line << "headwater policy plan-work: " << Untrusted(error.message);
  return {"", line.text() + "\n", exit_code};
}

}  // namespace

std::string EncodePlanItems(const std::vector<PlanItem>& items) { return EncodeBatch(items); }
Result<std::vector<PlanItem>> DecodePlanItems(std::string_view bytes) {
  return DecodeBatch<PlanItem>(bytes);
}
std::string EncodePlanAnswers(const std::vector<PlanAnswer>& answers) {
  return EncodeBatch(answers);
}
Result<std::vector<PlanAnswer>> DecodePlanAnswers(std::string_view bytes) {
  return DecodeBatch<PlanAnswer>(bytes);
}

std::vector<PlanAnswer> JudgePlanned(const std::vector<PlanItem>& items,
                                     const config::Shipped& shipped) {
  PlanJudge judge(shipped);
  std::vector<PlanAnswer> answers;
  answers.reserve(items.size());
  for (const PlanItem& item : items) answers.push_back(judge.Judge(item));
  return answers;
}

CommandResult PlanWorkStream(std::istream& in, const config::Shipped& shipped) {
  const std::string bytes = ReadBounded(in);
  const Result<SandboxLayers> sandbox =
      EnterSandbox({.readable = {}, .address_space_bytes = kAddressSpace, .cpu_time = kCpuTime});
  if (!sandbox.ok()) return Refused(sandbox.error(), kExitUnknown);
  // From here on foreign bytes are parsed.
  const Result<std::vector<PlanItem>> items = DecodePlanItems(bytes);
  if (!items.ok()) return Refused(items.error(), kExitUsage);
  return {EncodePlanAnswers(JudgePlanned(items.value(), shipped)), "", 0};
}

}  // namespace headwater::jobs
