// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <utility>

#include "headwater/data.h"
#include "headwater/date.h"
#include "headwater/policy_rule.h"
#include "headwater/url.h"
#include "service/report/evaluation_fields.h"
#include "service/report/evaluation_json.h"
#include "service/report/names.h"
#include "service/report/waived_reader.h"

namespace headwater::report {
namespace {

using Kind = DataNode::Kind;
using fields::FlagOf;
using fields::LineOrZero;
using fields::ListOf;
using fields::Member;
using fields::NumberOrZero;
using fields::TextOf;
using fields::TextOrNone;
using fields::Wrong;

// An answer is a report: bounded as such, far below what a document of a repository may be.
constexpr DataLimits kAnswerLimits = {.bytes = size_t{32} << 20U, .depth = 16, .nodes = 1'000'000};

// A vocabulary has few words and short ones.
constexpr size_t kMaxKeyBytes = 100;

template <typename Enum, size_t kSize>
Result<Enum> NamedOf(const DataNode& object, std::string_view member,
                     const std::array<Enum, kSize>& all) {
  const std::string word = TRY(TextOf(object, member));
  for (const Enum value : all) {
    if (NameOf(value).view() == word) return value;
  }
  return Wrong(member, "another word");
}

constexpr std::array kVerdicts = {Verdict::kNotApplicable, Verdict::kPass, Verdict::kFail,
                                  Verdict::kUnknown};
constexpr std::array kOutcomes = {Outcome::kPass, Outcome::kFail, Outcome::kUnknown};
constexpr std::array kScopes = {ChangeScope::kRange, ChangeScope::kWorktree, ChangeScope::kAll};
constexpr std::array kNotices = {
    NoticeKind::kSubmodule,      NoticeKind::kOddMode,         NoticeKind::kConfusableNames,
    NoticeKind::kGeneratedClaim, NoticeKind::kIgnoreBlock,     NoticeKind::kWideAnnotation,
    NoticeKind::kOddText,        NoticeKind::kLicenseChange,   NoticeKind::kUpstreamFiles,
    NoticeKind::kUpstreamTooNew, NoticeKind::kUpstreamCommits, NoticeKind::kUnconfirmedWaiver};
constexpr std::array kLacks = {Lacks::kNothing, Lacks::kArtifacts, Lacks::kUnderWay};
constexpr std::array kSubjects = {Subject::kChange, Subject::kProject};
constexpr std::array kSeverities = {Severity::kError, Severity::kWarning, Severity::kInfo};
constexpr std::array kFixes = {Fix::Kind::kReplace, Fix::Kind::kCreate, Fix::Kind::kCommand};

Result<Message> MessageOf(const DataNode& object) {
  Message message;
  message.key = TRY(TextOf(object, "key"));
  if (message.key.size() > kMaxKeyBytes) return Wrong("key", "a short word");
  for (const DataNode& pair : TRY(Member(object, "args", Kind::kList))->items) {
    const bool two_texts = pair.items.size() == 2 && pair.items[0].kind == Kind::kString &&
                           pair.items[1].kind == Kind::kString;
    if (!two_texts) return Wrong("args", "pairs of texts");
    message.args.emplace_back(pair.items[0].scalar, Untrusted(pair.items[1].scalar));
  }
  return message;
}

Result<std::optional<Fix>> FixOf(const DataNode& finding) {
  const DataNode* node = finding.Find("fix");
  if (node == nullptr || node->kind == Kind::kNull) return std::optional<Fix>();
  Fix fix;
  fix.kind = TRY(NamedOf(*node, "kind", kFixes));
  fix.path = Untrusted(TRY(TextOrNone(*node, "path")));
  fix.lines.first = TRY(LineOrZero(*node, "start_line"));
  fix.lines.last = TRY(LineOrZero(*node, "end_line"));
  fix.text = Untrusted(TRY(TextOf(*node, "text")));
  return std::optional(std::move(fix));
}

/// Absent: there is none.
Result<std::vector<Untrusted>> DetailOf(const DataNode& finding) {
  std::vector<Untrusted> detail;
  if (finding.Find("detail") == nullptr) return detail;
  for (std::string& line : TRY(fields::TextsOf(finding, "detail")))
    detail.emplace_back(std::move(line));
  if (detail.size() > kMaxDetailLines) return Wrong("detail", "fewer lines");
  return detail;
}

Result<Finding> FindingOf(const DataNode& node) {
  Finding finding;
  finding.message = TRY(MessageOf(node));
  finding.path = Untrusted(TRY(TextOrNone(node, "path")));
  finding.lines.first = TRY(LineOrZero(node, "line"));
  finding.lines.last = TRY(LineOrZero(node, "end_line"));
  finding.advisory = TRY(FlagOf(node, "advisory"));
  finding.fingerprint = TRY(TextOf(node, "fingerprint"));
  // Records of an earlier version have none.
  if (node.Find("waiver_fingerprint") != nullptr) {
    finding.waiver_fingerprint = TRY(TextOf(node, "waiver_fingerprint"));
  }
  finding.fix = TRY(FixOf(node));
  finding.detail = TRY(DetailOf(node));
  return finding;
}

Result<Unchecked> UncheckedOf(const DataNode& node) {
  Unchecked unchecked;
  unchecked.path = Untrusted(TRY(TextOrNone(node, "path")));
  unchecked.why = TRY(MessageOf(node));
  unchecked.advisory = TRY(FlagOf(node, "advisory"));
  return unchecked;
}

Result<Mode> ModeNamed(const DataNode& node, std::string_view member) {
  const std::optional<Mode> mode = ModeOf(TRY(TextOf(node, member)));
  if (!mode) return Wrong(member, "a mode");
  return *mode;
}

Result<RuleAnswer> AnswerOf(const DataNode& node) {
  RuleAnswer answer;
  answer.verdict = TRY(NamedOf(node, "verdict", kVerdicts));
  if (node.Find("key") != nullptr) answer.reason = TRY(MessageOf(node));
  answer.findings = TRY(ListOf(node, "findings", FindingOf));
  answer.unchecked = TRY(ListOf(node, "unchecked", UncheckedOf));
  answer.more_findings = TRY(NumberOrZero(node, "more_findings"));
  // Records of an earlier version have none.
  if (node.Find("lacks") != nullptr) answer.lacks = TRY(NamedOf(node, "lacks", kLacks));
  return answer;
}

Result<ModeStep> StepOf(const DataNode& node) {
  const std::optional<std::chrono::sys_days> day = ParseDate(TRY(TextOf(node, "from")));
  if (!day) return Wrong("from", "a day");
  const Mode mode = TRY(ModeNamed(node, "mode"));
  return ModeStep{*day, mode};
}

/// Records of an earlier version have none of it.
Status ReadTerms(const DataNode& node, RuleResult& result) {
  if (node.Find("may_waive") != nullptr) {
    result.may_waive = TRY(fields::TextsOf(node, "may_waive"));
  }
  const std::string since = TRY(TextOrNone(node, "clean_since"));
  if (since.empty()) return Ok{};
  result.clean_since = ParseDate(since);
  if (!result.clean_since) return Wrong("clean_since", "a day");
  return Ok{};
}

/// The rules that an answer may be about: those of this version, and those of policies, whose words
/// stand beside the answer and are checked anew.
struct KnownRules {
  std::span<const RuleEntry* const> shipped;
  PolicyRules own{};
};

Status ReadBoth(const DataNode& own, std::string_view member, std::string& en, std::string& de) {
  const DataNode& both = *TRY(Member(own, member, Kind::kMap));
  en = TRY(TextOf(both, "en"));
  de = TRY(TextOf(both, "de"));
  return Ok{};
}

Result<PolicyRulePointer> OwnRuleOf(const std::string& id, const DataNode& own) {
  ToldWords told;
  told.id = id;
  told.severity = TRY(NamedOf(own, "severity", kSeverities));
  told.subject = TRY(NamedOf(own, "subject", kSubjects));
  TRY(ReadBoth(own, "title", told.title_en, told.title_de));
  TRY(ReadBoth(own, "why", told.why_en, told.why_de));
  TRY(ReadBoth(own, "fix", told.fix_en, told.fix_de));
  told.see = TRY(TextOrNone(own, "see"));
  return ToldPattern(told);
}

Result<const RuleInfo*> InfoOf(const DataNode& node, KnownRules& rules) {
  const std::string id = TRY(TextOf(node, "id"));
  if (IsPatternId(id)) {
    const DataNode& own = *TRY(Member(node, "own", Kind::kMap));
    rules.own.rules.push_back(TRY(OwnRuleOf(id, own)));
    return &rules.own.rules.back()->entry.info;
  }
  const auto entry = std::ranges::find_if(
      rules.shipped, [&](const RuleEntry* rule) { return rule->info.id.view() == id; });
  if (entry == rules.shipped.end()) return Wrong("id", "a rule of this version");
  return &(*entry)->info;
}

Result<RuleResult> RuleOf(const DataNode& node, KnownRules& rules) {
  RuleResult result;
  result.info = TRY(InfoOf(node, rules));
  result.mode.value = TRY(ModeNamed(node, "mode"));
  result.effective_mode = TRY(ModeNamed(node, "effective_mode"));
  // Records of an earlier version have none.
  if (node.Find("coming") != nullptr) result.coming = TRY(ListOf(node, "coming", StepOf));
  TRY(ReadTerms(node, result));
  result.answer = TRY(AnswerOf(node));
  result.answer.subject = TRY(NamedOf(node, "subject", kSubjects));
  result.duration = std::chrono::microseconds(TRY(NumberOrZero(node, "duration_us")));
  return result;
}

Result<CommitId> CommitOrZero(const DataNode& object, std::string_view member) {
  const std::string hex = TRY(TextOrNone(object, member));
  if (hex.empty()) return CommitId();
  const std::optional<CommitId> id = CommitId::FromHex(hex);
  if (!id) return Wrong(member, "an object id");
  return *id;
}

Result<Notice> NoticeOf(const DataNode& node) {
  Notice notice{};
  notice.kind = TRY(NamedOf(node, "kind", kNotices));
  notice.path = Untrusted(TRY(TextOf(node, "path")));
  notice.detail = Untrusted(TRY(TextOf(node, "detail")));
  return notice;
}

template <typename Id>
Result<Id> IdOf(const DataNode& node) {
  const std::optional<Id> id = Id::FromHex(node.scalar);
  if (node.kind != Kind::kString || !id) return Wrong("id", "40 hexadecimal digits");
  return *id;
}

/// As the engine makes them: they go into markers and keys.
constexpr size_t kFingerprintDigits = 32;

Result<std::string> FingerprintOf(const DataNode& node) {
  const bool is_one = node.kind == Kind::kString && node.scalar.size() == kFingerprintDigits &&
                      node.scalar.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_one) return Wrong("fingerprint", "32 hexadecimal digits");
  return node.scalar;
}

Result<LineSuggestion> SuggestionOf(const DataNode& node) {
  LineSuggestion suggestion;
  const DataNode* const fingerprint = TRY(Member(node, "fingerprint", Kind::kString));
  suggestion.fingerprint = TRY(FingerprintOf(*fingerprint));
  suggestion.path = Untrusted(TRY(TextOf(node, "path")));
  suggestion.lines.first = TRY(LineOrZero(node, "start_line"));
  suggestion.lines.last = TRY(LineOrZero(node, "end_line"));
  suggestion.old_line = TRY(LineOrZero(node, "old_line"));
  suggestion.text = Untrusted(TRY(TextOf(node, "text")));
  const LineRange lines = suggestion.lines;
  const bool in_bounds = lines.first >= 1 && lines.first <= lines.last &&
                         lines.last - lines.first <= kMaxSuggestedLinesAbove;
  if (!in_bounds) return Wrong("start_line", "lines that a suggestion can replace");
  return suggestion;
}

Status ReadLists(const DataNode& root, std::span<const RuleEntry* const> rules, Report& report) {
  report.bases = TRY(ListOf(root, "bases", IdOf<CommitId>));
  report.notices = TRY(ListOf(root, "notices", NoticeOf));
  // Records of an earlier version have none.
  if (root.Find("offered") != nullptr) {
    report.offered = TRY(ListOf(root, "offered", FingerprintOf));
  }
  if (root.Find("declared_waivers") != nullptr) {
    report.declared = TRY(ListOf(root, "declared_waivers", DeclaredWaiverFrom));
  }
  KnownRules known{rules};
  for (const DataNode& item : TRY(Member(root, "rules", Kind::kList))->items) {
    report.rules.push_back(TRY(RuleOf(item, known)));
  }
  if (!known.own.rules.empty()) {
    report.own_rules.push_back(std::make_shared<const PolicyRules>(std::move(known.own)));
  }
  return Ok{};
}

Status ReadStats(const DataNode& root, Stats& stats) {
  const DataNode& node = *TRY(Member(root, "stats", Kind::kMap));
  stats.files = TRY(NumberOrZero(node, "files"));
  stats.commits = TRY(NumberOrZero(node, "commits"));
  stats.blobs_read = TRY(NumberOrZero(node, "blobs_read"));
  stats.bytes_read = TRY(NumberOrZero(node, "bytes_read"));
  stats.duration = std::chrono::microseconds(TRY(NumberOrZero(node, "duration_us")));
  return Ok{};
}

Result<DataNode> Parse(std::string_view json) {
  Result<DataNode> root = ParseJson(json, kAnswerLimits);
  if (!root.ok()) {
    return Error{Errc::kContent, "the evaluator's answer: " + root.error().message};
  }
  if (root.value().kind != Kind::kMap) return Wrong("answer", "an object");
  return root;
}

Status ReadPolicyOf(const DataNode& root, Report& report) {
  report.policy = Untrusted(TRY(TextOf(root, "policy")));
  report.contact = Untrusted(TRY(TextOrNone(root, "contact")));
  report.policy_hash = TRY(TextOf(root, "policy_hash"));
  return Ok{};
}

}  // namespace

Result<Report> ReportFrom(const DataNode& root, std::span<const RuleEntry* const> rules) {
  Report report;
  report.repository = Untrusted(TRY(TextOf(root, "repository")));
  report.head = TRY(CommitOrZero(root, "head"));
  report.scope = TRY(NamedOf(root, "scope", kScopes));
  TRY(ReadPolicyOf(root, report));
  report.outcome = TRY(NamedOf(root, "outcome", kOutcomes));
  const std::string problem = TRY(TextOrNone(root, "problem"));
  if (!problem.empty()) report.problem = Untrusted(problem);
  TRY(ReadLists(root, rules, report));
  TRY(ReadStats(root, report.stats));
  return report;
}

namespace {

Result<UpstreamWant> WantOf(const DataNode& node) {
  UpstreamWant want;
  const Result<SafeUrl> url = SafeUrl::Parse(TRY(TextOf(node, "url")));
  if (!url.ok()) return Wrong("url", "an address");
  want.url = url.value().text();
  want.name = Untrusted(TRY(TextOf(node, "name")));
  want.confirmed = TRY(FlagOf(node, "confirmed"));
  want.aliases = TRY(fields::TextsOf(node, "aliases"));
  want.only = TRY(fields::TextsOf(node, "only"));
  return want;
}

/// What stands in `change` is for whoever asks to examine.
Result<ExternalAsk> AskOf(const DataNode& node) {
  ExternalAsk ask;
  ask.rule = TRY(TextOf(node, "rule"));
  ask.change = TRY(TextOf(node, "change"));
  const bool fits = IsPatternId(ask.rule) && ask.change.size() <= kMaxExternalAskBytes;
  if (!fits) return Wrong("asks", "an external rule and a change");
  return ask;
}

Result<std::vector<ExternalAsk>> AsksOf(const DataNode& root) {
  std::vector<ExternalAsk> asks;
  if (root.Find("asks") != nullptr) asks = TRY(ListOf(root, "asks", AskOf));
  if (asks.size() > kMaxExternalRules) return Wrong("asks", "fewer of them");
  return asks;
}

/// What the child could not have, and whether that may come.
Status ReadState(const DataNode& root, Report& report) {
  report.missing = TRY(ListOf(root, "missing", IdOf<BlobId>));
  report.damaged = TRY(FlagOf(root, "damaged"));
  report.lacks = TRY(NamedOf(root, "lacks", kLacks));
  report.waiting = TRY(FlagOf(root, "waiting"));
  return Ok{};
}

Result<Confinement> ConfinementOf(const DataNode& root) {
  const DataNode& sandbox = *TRY(Member(root, "sandbox", Kind::kMap));
  Confinement confinement;
  confinement.landlock = TRY(FlagOf(sandbox, "landlock"));
  confinement.seccomp = TRY(FlagOf(sandbox, "seccomp"));
  return confinement;
}

}  // namespace

Result<EvaluationAnswer> ReadEvaluation(std::string_view json,
                                        std::span<const RuleEntry* const> rules) {
  const DataNode root = TRY(Parse(json));
  if (TRY(TextOf(root, "schema")) != "headwater.evaluate/1") return Wrong("schema", "version 1");
  EvaluationAnswer answer;
  const DataNode* report = TRY(Member(root, "report", Kind::kMap));
  answer.report = TRY(ReportFrom(*report, rules));
  TRY(ReadState(root, answer.report));
  answer.suggestions = TRY(ListOf(root, "suggestions", SuggestionOf));
  answer.wants = TRY(ListOf(root, "wants", WantOf));
  answer.asks = TRY(AsksOf(root));
  answer.confinement = TRY(ConfinementOf(root));
  return answer;
}

}  // namespace headwater::report
