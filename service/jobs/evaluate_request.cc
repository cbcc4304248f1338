// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/evaluate_request.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "headwater/data.h"
#include "headwater/date.h"
#include "headwater/external_rule.h"
#include "service/jobs/artifact_folder.h"
#include "service/jobs/evaluate_request_parts.h"
#include "service/jobs/fork_facts_json.h"
#include "service/jobs/merge_request_text.h"
#include "service/jobs/pauses_json.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kSchema = "headwater.evaluate/1";
using Kind = DataNode::Kind;
using request::Number;
using request::String;
using request::Wrong;

/// Where a member of `policy` goes; nullptr: there is no such member.
std::string* PolicyMember(std::string_view name, EvaluateRequest& request) {
  if (name == "standard") return &request.standard;
  if (name == "preset") return &request.preset;
  if (name == "name") return &request.policy_name;
  return name == "text" ? &request.policy_text : nullptr;
}

/// What stands beside the texts of the layers; false: that is another member.
Result<bool> ReadBesideLayers(const std::string& name, const DataNode& node,
                              EvaluateRequest& request) {
  if (name == "layers") {
    request.layers = TRY(request::Layers(node));
  } else if (name == "project") {
    request.project.value = static_cast<int64_t>(TRY(Number("policy.project", node)));
  } else if (name == "pauses") {
    request.pauses = TRY(ReadPauses(node));
  } else {
    return false;
  }
  return true;
}

Status ReadPolicy(const DataNode& node, EvaluateRequest& request) {
  constexpr std::string_view kShapes = "`standard`, `layers`, `preset`, or `name` and `text`";
  if (node.kind != Kind::kMap) return Wrong("policy", "an object");
  for (const auto& [key, value] : node.members) {
    const bool is_read = TRY(ReadBesideLayers(key.scalar, value, request));
    if (is_read) continue;
    std::string* member = PolicyMember(key.scalar, request);
    if (member == nullptr) return Wrong("policy", kShapes);
    *member = TRY(String("policy." + key.scalar, value));
  }
  const std::string* const shapes[] = {&request.standard, &request.preset, &request.policy_name};
  const auto texts = std::count_if(std::begin(shapes), std::end(shapes),
                                   [](const std::string* shape) { return !shape->empty(); });
  if (texts + (request.layers.empty() ? 0 : 1) != 1) return Wrong("policy", kShapes);
  if (!request.standard.empty() && !request.standard.starts_with("preset:")) {
    return Wrong("policy.standard", "`preset:NAME`");
  }
  return Ok{};
}

Result<ArtifactOrigin> Origin(const DataNode& node) {
  for (const OriginWord& word : kOriginWords) {
    if (word.word.view() == node.scalar) return word.origin;
  }
  return Wrong("facts.artifacts.origin", "`given`, `report`, `archive` or `release`");
}

Result<ArtifactProblem> Problem(const DataNode& node) {
  for (const ProblemWord& word : kProblemWords) {
    if (word.word.view() == node.scalar) return word.problem;
  }
  return Wrong("facts.artifacts.problem", "`none`, `too-large`, `elsewhere` or `gone`");
}

Status ReadArtifactText(const std::string& name, const DataNode& node, Artifact& artifact) {
  std::string text = TRY(String("facts.artifacts." + name, node));
  if (name == "name") {
    artifact.name = Untrusted(std::move(text));
  } else if (name == "maker") {
    artifact.maker = Untrusted(std::move(text));
  } else if (name == "file") {
    artifact.file = std::move(text);
  } else {
    return Wrong("facts.artifacts", "`origin`, `name`, `maker`, `commit`, `file`, `problem`");
  }
  return Ok{};
}

Status ReadArtifactMember(const std::string& name, const DataNode& node, Artifact& artifact) {
  if (name == "origin") {
    artifact.origin = TRY(Origin(node));
  } else if (name == "problem") {
    artifact.problem = TRY(Problem(node));
  } else if (name == "commit") {
    artifact.commit = TRY(request::Id("facts.artifacts.commit", node));
  } else {
    return ReadArtifactText(name, node, artifact);
  }
  return Ok{};
}

Status ReadArtifacts(const DataNode& node, Facts& facts) {
  if (node.kind != Kind::kList) return Wrong("facts.artifacts", "a list");
  facts.gathered.insert(FactKind::kArtifacts);
  for (const DataNode& item : node.items) {
    if (item.kind != Kind::kMap) return Wrong("facts.artifacts", "objects");
    Artifact artifact;
    for (const auto& [key, value] : item.members) {
      TRY(ReadArtifactMember(key.scalar, value, artifact));
    }
    const bool readable = artifact.problem == ArtifactProblem::kNone;
    if (readable == artifact.file.empty()) {
      return Wrong("facts.artifacts", "either `file` or a `problem`");
    }
    artifact.read = [file = artifact.file] { return ReadArtifactFile(file); };
    facts.artifacts.push_back(std::move(artifact));
  }
  return Ok{};
}

Status ReadUnderWay(const DataNode& node, Facts& facts) {
  facts.artifacts_under_way = TRY(request::Flag("facts.artifacts_under_way", node));
  return Ok{};
}

Status ReadMergeRequestText(const DataNode& node, Facts& facts) {
  const std::string text = TRY(String("facts.merge_request_text", node));
  facts.gathered.insert(FactKind::kMergeRequestText);
  facts.facts.push_back(MergeRequestTextFact(text));
  return Ok{};
}

Status ReadSourceBranch(const DataNode& node, Facts& facts) {
  const std::string branch = TRY(String("facts.source_branch", node));
  facts.facts.push_back(SourceBranchFact(Untrusted(branch)));
  return Ok{};
}

Status ReadForks(const DataNode& node, Facts& facts) {
  facts.forks = TRY(ReadForkFacts(node));
  facts.gathered.insert(FactKind::kForks);
  return Ok{};
}

Result<ExternalAnswer> ExternalAnswerOf(const DataNode& node) {
  const DataNode* const answer = node.Find("answer");
  const DataNode* const problem = node.Find("problem");
  if ((answer == nullptr) == (problem == nullptr) || node.members.size() != 1) {
    return Wrong("facts.external", "either `answer` or `problem`");
  }
  if (answer != nullptr) {
    std::string bytes = TRY(String("facts.external.answer", *answer));
    return ExternalAnswer{std::nullopt, std::move(bytes)};
  }
  const std::optional<ExternalProblem> known = ExternalProblemOf(problem->scalar);
  if (!known) return Wrong("facts.external.problem", "a word of the contract");
  return ExternalAnswer{known, ""};
}

Status ReadExternalFacts(const DataNode& node, Facts& facts) {
  if (node.kind != Kind::kMap) return Wrong("facts.external", "an object");
  for (const auto& [rule, value] : node.members) {
    if (!IsPatternId(rule.scalar)) return Wrong("facts.external", "ids of external rules");
    const ExternalAnswer answer = TRY(ExternalAnswerOf(value));
    facts.facts.push_back(ExternalFact(rule.scalar, answer));
  }
  return Ok{};
}

struct FactField {
  std::string_view key;
  Status (*read)(const DataNode& node, Facts& facts);
};
constexpr FactField kFactFields[] = {{"artifacts", ReadArtifacts},
                                     {"artifacts_under_way", ReadUnderWay},
                                     {"external", ReadExternalFacts},
                                     {"forge", request::ReadForge},
                                     {"forks", ReadForks},
                                     {"merge_request_text", ReadMergeRequestText},
                                     {"source_branch", ReadSourceBranch}};

Status ReadFacts(const DataNode& node, EvaluateRequest& request) {
  if (node.kind != Kind::kMap) return Wrong("facts", "an object");
  for (const auto& [key, value] : node.members) {
    const auto* field = std::ranges::find(kFactFields, key.scalar, &FactField::key);
    if (field == std::end(kFactFields)) {
      return Wrong("facts",
                   "`artifacts`, `artifacts_under_way`, `external`, `forge`, `forks`, "
                   "`merge_request_text` and `source_branch`");
    }
    TRY(field->read(value, request.facts));
  }
  return Ok{};
}

Status ReadLimits(const DataNode& node, EvaluateRequest& request) {
  if (node.kind != Kind::kMap) return Wrong("limits", "an object");
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "memory_bytes") {
      request.limits.memory_bytes = TRY(Number("limits.memory_bytes", value));
    } else if (key.scalar == "cpu_seconds") {
      request.limits.cpu_seconds = TRY(Number("limits.cpu_seconds", value));
    } else {
      return Wrong("limits", "`memory_bytes` and `cpu_seconds`");
    }
  }
  return Ok{};
}

Status ReadSchema(const DataNode& node, EvaluateRequest& /*request*/) {
  if (node.scalar != kSchema) return Wrong("schema", kSchema);
  return Ok{};
}

Status ReadTarget(const DataNode& node, EvaluateRequest& request) {
  if (node.kind != Kind::kNull) request.target = TRY(request::Id("target", node));
  return Ok{};
}

Status ReadHead(const DataNode& node, EvaluateRequest& request) {
  request.head = TRY(request::Id("head", node));
  return Ok{};
}

Status ReadIsDefault(const DataNode& node, EvaluateRequest& request) {
  request.target_is_default = TRY(request::Flag("target_is_default", node));
  return Ok{};
}

Status ReadObserveOnly(const DataNode& node, EvaluateRequest& request) {
  request.observe_only = TRY(request::Flag("observe_only", node));
  return Ok{};
}

Status ReadIsProtected(const DataNode& node, EvaluateRequest& request) {
  request.target_is_protected = TRY(request::Flag("target_is_protected", node));
  return Ok{};
}

Status ReadDefaultBranch(const DataNode& node, EvaluateRequest& request) {
  request.default_branch = TRY(request::Id("default_branch", node));
  return Ok{};
}

Status ReadAsOf(const DataNode& node, EvaluateRequest& request) {
  const auto date = ParseDate(node.scalar);
  if (!date) return Wrong("as_of", "a date as 2026-11-21");
  request.as_of = *date;
  return Ok{};
}

Status ReadCleanSince(const DataNode& node, EvaluateRequest& request) {
  if (node.kind != Kind::kMap) return Wrong("clean_since", "an object");
  for (const auto& [rule, day] : node.members) {
    const auto date = ParseDate(day.scalar);
    if (!date) return Wrong("clean_since", "dates as 2026-11-21");
    request.clean_since[rule.scalar] = *date;
  }
  return Ok{};
}

Status ReadRepository(const DataNode& node, EvaluateRequest& request) {
  request.repository = Untrusted(TRY(String("repository", node)));
  return Ok{};
}

Status ReadMirror(const DataNode& node, EvaluateRequest& request) {
  request.mirror = TRY(String("mirror", node));
  return Ok{};
}

Status ReadBranch(const DataNode& node, EvaluateRequest& request) {
  request.target_branch = Untrusted(TRY(String("target_branch", node)));
  return Ok{};
}

Status ReadRecord(const DataNode& node, EvaluateRequest& request) {
  request.record = TRY(request::Flag("record", node));
  return Ok{};
}

struct Member {
  std::string_view name;
  bool required;
  Status (*read)(const DataNode& node, EvaluateRequest& request);
};

constexpr Member kMembers[] = {
    {"schema", true, ReadSchema},
    {"repository", false, ReadRepository},
    {"mirror", true, ReadMirror},
    {"target", false, ReadTarget},
    {"head", true, ReadHead},
    {"target_branch", false, ReadBranch},
    {"target_is_default", false, ReadIsDefault},
    {"observe_only", false, ReadObserveOnly},
    {"target_is_protected", false, ReadIsProtected},
    {"default_branch", false, ReadDefaultBranch},
    {"as_of", true, ReadAsOf},
    {"policy", true, ReadPolicy},
    {"facts", false, ReadFacts},
    {"clean_since", false, ReadCleanSince},
    {"upstreams", false, request::ReadUpstreams},
    {"stale_before", false, request::ReadStaleBefore},
    {"limits", false, ReadLimits},
    {"record", false, ReadRecord},
};

Status CheckNames(const DataNode& root) {
  for (const auto& member : root.members) {
    const bool known = std::any_of(std::begin(kMembers), std::end(kMembers),
                                   [&](const Member& m) { return m.name == member.first.scalar; });
    if (!known) {
      return Error{Errc::kInvalid, "request: unknown member `" + member.first.scalar + "`"};
    }
  }
  return Ok{};
}

}  // namespace

Result<EvaluateRequest> ReadEvaluateRequest(std::string_view json) {
  if (json.size() > kMaxRequestBytes) return Error{Errc::kInvalid, "request: larger than 16 MiB"};
  const DataNode root = TRY(ParseJson(json, kJsonLimits).Context("request"));
  if (root.kind != Kind::kMap) return Error{Errc::kInvalid, "request: expected an object"};
  EvaluateRequest request;
  TRY(CheckNames(root));
  for (const Member& member : kMembers) {
    const DataNode* node = root.Find(member.name);
    if (node != nullptr) {
      TRY(member.read(*node, request));
    } else if (member.required) {
      return Error{Errc::kInvalid, "request: `" + std::string(member.name) + "` is missing"};
    }
  }
  return request;
}

}  // namespace headwater::jobs
