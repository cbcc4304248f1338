// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/policy_rule.h"
#include "headwater/registry.h"
#include "headwater/rule.h"
#include "tests/fakes/fake_view.h"
#include "tests/rules/fork_case.h"
#include "tests/rules/sync_case.h"
#include "tests/rules/upstream_case.h"

/// \file
/// A case of a rule as people write it: files before and after, and what the rule should say. The
/// keys are explained in tests/rules/README.md. A mistake in a case throws, with its place.

namespace headwater::cases {

struct ExpectedFinding {
  std::string path;
  std::string message;
  std::optional<uint32_t> line;
  bool advisory = false;
  std::optional<std::string> fix;  ///< Its text; empty: none is offered.
  std::optional<std::string> fix_path;
  std::optional<uint32_t> before_line;
  std::map<std::string, std::string> args;  ///< Those that the case is about.
  std::optional<std::vector<std::string>> detail;
};

struct RuleCase {
  std::string name;
  const RuleEntry* rule = nullptr;
  PolicyRulePointer own;  ///< A policy's own rule, which `rule` belongs to.
  std::chrono::sys_days as_of{};
  std::map<std::string, OptionValue, std::less<>> options;
  ChangeScope scope = ChangeScope::kRange;
  std::vector<std::string> tags;
  fakes::FakeFiles before;
  fakes::FakeFiles after;
  std::set<std::string> generated;          ///< Confirmed by the target's policy.
  std::set<std::string> claimed_generated;  ///< Only the file says so.
  std::vector<std::string> except;
  Facts facts;
  size_t max_findings = 100;
  std::string verdict;
  std::optional<std::string> reason;
  std::vector<ExpectedFinding> findings;
  std::vector<std::pair<std::string, std::string>> unchecked;  ///< Path and message.
  uint64_t more_findings = 0;
  std::vector<CaseCommit> commits;  ///< Newest first.
  std::optional<UpstreamCase> upstream;
  SyncCase sync;
  std::optional<CommitId> target;
  std::optional<Subject> subject;
  std::optional<std::vector<std::string>> notices;  ///< Their details.
};

inline uint32_t Number(const DataNode& node) {
  return static_cast<uint32_t>(std::stoul(node.scalar));
}

/// A declared default, or a value written in a case, as the option's type.
inline OptionValue ToOptionValue(const OptionInfo& info, const DataNode& node) {
  switch (info.type) {
    case OptionType::kBool:
      if (node.kind != DataNode::Kind::kBool) Fail(node, "true or false is expected");
      return node.scalar == "true";
    case OptionType::kInteger:
      return int64_t{std::stoll(node.scalar)};
    case OptionType::kChoice: {
      const bool known =
          std::any_of(info.choices.begin(), info.choices.end(),
                      [&](const Literal& choice) { return choice.view() == node.scalar; });
      if (!known) Fail(node, "no such choice: " + node.scalar);
      return node.scalar;
    }
    case OptionType::kGlobs:
      return Strings(node);
    case OptionType::kText:
      return node.scalar;
  }
  Fail(node, "no such option type");
}

inline OptionValue DefaultOf(const OptionInfo& info) {
  const auto node = ParseYaml("v: " + std::string(info.default_value.view()), kPolicyLimits);
  if (!node.ok()) throw std::runtime_error("default: " + node.error().message);
  return ToOptionValue(info, *node.value().Find("v"));
}

inline std::string FromHex(const DataNode& node) {
  std::string hex;
  for (const char c : node.scalar) {
    if (c != ' ' && c != '\n') hex += c;
  }
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

inline FileMode ToMode(const DataNode& node) {
  if (node.scalar == "executable") return FileMode::kExecutable;
  if (node.scalar == "symlink") return FileMode::kSymlink;
  if (node.scalar == "submodule") return FileMode::kSubmodule;
  Fail(node, "no such mode: " + node.scalar);
}

inline fakes::FakeFile ToFile(const DataNode& node) {
  if (node.kind == DataNode::Kind::kString) return {.bytes = node.scalar};
  fakes::FakeFile file;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "text") {
      file.bytes += value.scalar;
    } else if (key.scalar == "hex") {
      file.bytes += FromHex(value);
    } else if (key.scalar == "utf16") {
      // Little-endian with a byte order mark.
      file.bytes += "\xFF\xFE";
      for (const char c : value.scalar) (file.bytes += c) += '\0';
    } else if (key.scalar == "repeat") {
      const std::string once = file.bytes;
      for (uint32_t i = 1; i < Number(value); ++i) file.bytes += once;
    } else if (key.scalar == "mode") {
      file.mode = ToMode(value);
    } else {
      Fail(key, "no such key of a file: " + key.scalar);
    }
  }
  return file;
}

inline fakes::FakeFiles ToFiles(const DataNode& node) {
  fakes::FakeFiles files;
  for (const auto& [path, file] : node.members) files[path.scalar] = ToFile(file);
  return files;
}

inline std::chrono::sys_days ToDay(const DataNode& node) {
  using namespace std::chrono;  // NOLINT: day, month and year have no better names.
  const std::string& text = node.scalar;
  return year{std::stoi(text.substr(0, 4))} /
         month{static_cast<unsigned>(std::stoi(text.substr(5, 2)))} /
         day{static_cast<unsigned>(std::stoi(text.substr(8, 2)))};
}

inline void Mark(const DataNode& paths, BlobState state, fakes::FakeFiles& files) {
  for (const std::string& path : Strings(paths)) {
    const auto file = files.find(path);
    if (file == files.end()) Fail(paths, "no such file: " + path);
    file->second.state = state;
  }
}

inline ExpectedFinding ToFinding(const DataNode& node) {
  ExpectedFinding finding;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "path") {
      finding.path = value.scalar;
    } else if (key.scalar == "message") {
      finding.message = value.scalar;
    } else if (key.scalar == "line") {
      finding.line = Number(value);
    } else if (key.scalar == "advisory") {
      finding.advisory = value.scalar == "true";
    } else if (key.scalar == "fix") {
      finding.fix = value.scalar;
    } else if (key.scalar == "fix_path") {
      finding.fix_path = value.scalar;
    } else if (key.scalar == "before_line") {
      finding.before_line = Number(value);
    } else if (key.scalar == "detail") {
      finding.detail = Strings(value);
    } else if (key.scalar == "args") {
      for (const auto& [name, text] : value.members) finding.args[name.scalar] = text.scalar;
    } else {
      Fail(key, "no such key of a finding: " + key.scalar);
    }
  }
  return finding;
}

inline void ReadExpectation(const DataNode& node, RuleCase& rule_case) {
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "verdict") {
      rule_case.verdict = value.scalar;
    } else if (key.scalar == "reason") {
      rule_case.reason = value.scalar;
    } else if (key.scalar == "findings") {
      for (const DataNode& item : value.items) rule_case.findings.push_back(ToFinding(item));
    } else if (key.scalar == "unchecked") {
      for (const DataNode& item : value.items) {
        rule_case.unchecked.emplace_back(item.Find("path")->scalar, item.Find("message")->scalar);
      }
    } else if (key.scalar == "more_findings") {
      rule_case.more_findings = Number(value);
    } else if (key.scalar == "notices") {
      rule_case.notices = Strings(value);
    } else if (key.scalar == "subject") {
      rule_case.subject = value.scalar == "change" ? Subject::kChange : Subject::kProject;
    } else {
      Fail(key, "no such key of expect: " + key.scalar);
    }
  }
}

inline ArtifactOrigin OriginNamed(const DataNode& node) {
  const std::map<std::string, ArtifactOrigin> names = {{"given", ArtifactOrigin::kGiven},
                                                       {"report", ArtifactOrigin::kReport},
                                                       {"archive", ArtifactOrigin::kArchive},
                                                       {"release", ArtifactOrigin::kRelease}};
  const auto found = names.find(node.scalar);
  if (found == names.end()) Fail(node, "no such origin: " + node.scalar);
  return found->second;
}

inline ArtifactProblem ProblemNamed(const DataNode& node) {
  const std::map<std::string, ArtifactProblem> names = {{"too-large", ArtifactProblem::kTooLarge},
                                                        {"elsewhere", ArtifactProblem::kElsewhere},
                                                        {"gone", ArtifactProblem::kGone}};
  const auto found = names.find(node.scalar);
  if (found == names.end()) Fail(node, "no such problem: " + node.scalar);
  return found->second;
}

/// Made of the head (the zero commit of every case) unless `other_commit` says otherwise.
inline Artifact ToArtifact(const DataNode& node) {
  Artifact artifact;
  artifact.commit = CommitId();
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "name") {
      artifact.name = Untrusted(value.scalar);
    } else if (key.scalar == "maker") {
      artifact.maker = Untrusted(value.scalar);
    } else if (key.scalar == "origin") {
      artifact.origin = OriginNamed(value);
    } else if (key.scalar == "problem") {
      artifact.problem = ProblemNamed(value);
    } else if (key.scalar == "other_commit") {
      artifact.commit = CommitId::FromHex(value.scalar);
    } else if (key.scalar == "text" || key.scalar == "hex") {
      const std::string bytes = key.scalar == "hex" ? FromHex(value) : value.scalar;
      artifact.read = [bytes] { return Result<std::string>(bytes); };
    } else {
      Fail(key, "no such key of an artifact: " + key.scalar);
    }
  }
  return artifact;
}

inline void ReadForge(const DataNode& node, ForgeFacts& forge) {
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "squash") {
      forge.squash = value.scalar == "true";
    } else if (key.scalar == "squash_template") {
      forge.squash_template = Untrusted(value.scalar);
    } else if (key.scalar == "project_url") {
      forge.project_url = Untrusted(value.scalar);
    } else if (key.scalar == "forked_from") {
      forge.forked_from = Untrusted(value.scalar);
    } else if (key.scalar == "mirror") {
      forge.mirror = value.scalar == "true";
    } else {
      Fail(key, "no such fact of the forge: " + key.scalar);
    }
  }
}

inline void ReadFacts(const DataNode& node, Facts& facts) {
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "artifacts") {
      facts.gathered.insert(FactKind::kArtifacts);
      for (const DataNode& item : value.items) facts.artifacts.push_back(ToArtifact(item));
    } else if (key.scalar == "artifacts_under_way") {
      facts.artifacts_under_way = value.scalar == "true";
    } else if (key.scalar == "merge_request_text") {
      facts.gathered.insert(FactKind::kMergeRequestText);
      facts.facts.push_back({FactKind::kMergeRequestText, value.scalar, Untrusted(value.scalar)});
    } else if (key.scalar == "source_branch") {
      facts.facts.push_back(
          {FactKind::kForge, std::string(kSourceBranchFact), Untrusted(value.scalar)});
    } else if (key.scalar == "forge") {
      facts.gathered.insert(FactKind::kForge);
      facts.forge.emplace();
      ReadForge(value, *facts.forge);
    } else if (key.scalar == "forks") {
      facts.gathered.insert(FactKind::kForks);
      facts.forks = ToForks(value);
    } else if (key.scalar == "own_paths") {
      facts.own = GlobSet::Make(Strings(value)).value();
    } else if (key.scalar == "policy_upstreams") {
      facts.policy_upstreams = UntrustedTexts(value);
    } else if (key.scalar == "variant") {
      facts.variant = Untrusted(value.scalar);
    } else if (key.scalar == "upstreams" || key.scalar == "own" || key.scalar == "branches" ||
               key.scalar == "sync") {
      continue;  // Judged when all of the case is known.
    } else {
      Fail(key, "no such fact: " + key.scalar);
    }
  }
}

inline void ReadOptions(const DataNode& node, RuleCase& rule_case) {
  for (const auto& [key, value] : node.members) {
    const auto& infos = rule_case.rule->info.options;
    const auto info = std::find_if(infos.begin(), infos.end(), [&key = key](const auto& option) {
      return option.name.view() == key.scalar;
    });
    if (info == infos.end()) Fail(key, "no such option: " + key.scalar);
    rule_case.options[key.scalar] = ToOptionValue(*info, value);
  }
}

inline std::set<std::string> ToSet(const DataNode& node) {
  const auto strings = Strings(node);
  return {strings.begin(), strings.end()};
}

inline void ReadFactsOfCase(const DataNode& node, RuleCase& rule_case) {
  ReadFacts(node, rule_case.facts);
  ReadUpstreams(node, rule_case.upstream);
  if (const DataNode* sync = node.Find("sync")) ReadSync(*sync, rule_case.sync);
  rule_case.sync.variant |= !rule_case.facts.variant.empty();
}

template <typename Has>
bool AnyUpstream(const RuleCase& rule_case, Has has) {
  return rule_case.upstream && std::ranges::any_of(rule_case.upstream->upstreams, has);
}

inline bool IsOfUpstream(const RuleCase& rule_case, const BlobId& blob) {
  return AnyUpstream(rule_case, [&](const auto& upstream) { return upstream->HasBlob(blob); });
}

inline bool IsOfUpstream(const RuleCase& rule_case, const CommitId& commit) {
  return AnyUpstream(rule_case, [hex = commit.Hex()](const auto& upstream) {
    return !upstream->FindCommits(hex).empty();
  });
}

/// The change that a case describes.
inline Change ToChange(const RuleCase& rule_case, const fakes::FakeFiles& after) {
  Change change = MakeChange(rule_case.before, after, rule_case.scope);
  for (ChangedFile& file : change.files) {
    const bool confirmed = rule_case.generated.count(file.path.bytes()) > 0;
    const bool claimed = rule_case.claimed_generated.count(file.path.bytes()) > 0;
    if (confirmed || claimed) file.origin = {Origin::kGenerated, confirmed};
    file.upstream_before = IsOfUpstream(rule_case, file.old_blob);
  }
  for (const CaseCommit& commit : rule_case.commits) {
    change.commits.push_back(ToChangeCommit(commit));
    if (IsOfUpstream(rule_case, change.commits.back().id)) {
      change.commits.back().origin = Origin::kUpstream;
    }
  }
  for (const std::string& tag : rule_case.tags) change.tags.emplace_back(tag);
  if (rule_case.target) change.target = *rule_case.target;
  return change;
}

inline void ReadKey(const DataNode& key, const DataNode& value, RuleCase& rule_case) {
  const std::string& name = key.scalar;
  if (name == "name")
    rule_case.name = value.scalar;
  else if (name == "rule" || name == "pattern")
    return;
  else if (name == "as_of")
    rule_case.as_of = ToDay(value);
  else if (name == "options")
    ReadOptions(value, rule_case);
  else if (name == "scope")
    rule_case.scope = value.scalar == "all" ? ChangeScope::kAll : ChangeScope::kRange;
  else if (name == "before")
    rule_case.before = ToFiles(value);
  else if (name == "after")
    rule_case.after = ToFiles(value);
  else if (name == "missing")
    Mark(value, BlobState::kMissing, rule_case.after);
  else if (name == "missing_before")
    Mark(value, BlobState::kMissing, rule_case.before);
  else if (name == "too_large")
    Mark(value, BlobState::kTooLarge, rule_case.after);
  else if (name == "commits")
    rule_case.commits = ToCommits(value);
  else if (name == "tags")
    rule_case.tags = Strings(value);
  else if (name == "generated")
    rule_case.generated = ToSet(value);
  else if (name == "claimed_generated")
    rule_case.claimed_generated = ToSet(value);
  else if (name == "target")
    rule_case.target = fakes::IdOf(value.scalar);
  else if (name == "except")
    rule_case.except = Strings(value);
  else if (name == "facts")
    ReadFactsOfCase(value, rule_case);
  else if (name == "max_findings")
    rule_case.max_findings = Number(value);
  else if (name == "expect")
    ReadExpectation(value, rule_case);
  else
    Fail(key, "no such key: " + name);
}

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline DataNode Word(const std::string& text) {
  DataNode node;
  node.kind = DataNode::Kind::kString;
  node.scalar = text;
  return node;
}

/// The rule that the case itself brings, as a policy would; what it says of itself may be left out.
inline PolicyRulePointer PatternOf(const DataNode& root, const std::string& id) {
  const DataNode* pattern = root.Find("pattern");
  if (pattern == nullptr) throw std::runtime_error("the case has no pattern");
  DataMember entry{Word(id.substr(kPatternFamily.size())), *pattern};
  for (const char* const key : {"title", "why", "fix"}) {
    if (pattern->Find(key) == nullptr) entry.second.members.push_back({Word(key), Word("A text")});
  }
  Result<PolicyRulePointer> rule = ReadPattern(entry);
  if (!rule.ok()) throw std::runtime_error(rule.error().message);
  return std::move(rule).value();
}

inline RuleCase LoadCase(const std::filesystem::path& path) {
  const auto root = ParseYaml(ReadFile(path), kYamlLimits);
  if (!root.ok()) throw std::runtime_error(root.error().message);
  const DataNode* id = root.value().Find("rule");
  if (id == nullptr) throw std::runtime_error("the case names no rule");
  RuleCase rule_case;
  if (IsPatternId(id->scalar)) rule_case.own = PatternOf(root.value(), id->scalar);
  rule_case.rule = rule_case.own ? &rule_case.own->entry : FindRule(id->scalar);
  if (rule_case.rule == nullptr) Fail(*id, "no such rule: " + id->scalar);
  for (const OptionInfo& info : rule_case.rule->info.options) {
    rule_case.options[std::string(info.name.view())] = DefaultOf(info);
  }
  for (const auto& [key, value] : root.value().members) ReadKey(key, value, rule_case);
  if (rule_case.upstream) {
    JudgeUpstreams(*rule_case.upstream, rule_case.commits, rule_case.facts);
    JudgeSyncOf(*rule_case.upstream, rule_case.sync, ToChange(rule_case, rule_case.after),
                rule_case.facts);
  }
  if (rule_case.name.empty() || rule_case.verdict.empty()) {
    throw std::runtime_error("a case has a name and an expected verdict");
  }
  return rule_case;
}

/// Every tests/rules/<family>/<rule>/*.yaml, sorted.
inline std::vector<std::filesystem::path> CaseFiles() {
  const auto folder = std::filesystem::path(HEADWATER_SOURCE_DIR) / "tests" / "rules";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline std::string VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNotApplicable:
      return "not-applicable";
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "fail";
    case Verdict::kUnknown:
      return "unknown";
  }
  return "";
}

}  // namespace headwater::cases
