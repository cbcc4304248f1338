// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <iterator>

#include "headwater/clock.h"
#include "headwater/external_rule.h"
#include "headwater/policy_rule.h"
#include "headwater/sink.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/fork_facts_json.h"
#include "service/jobs/pauses_json.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;

constexpr size_t kDateLength = 10;  // 2026-11-21, the beginning of a time.

Json Member(Literal name, const Untrusted& value) {
  Json member;
  member << "\"" << name << "\":\"" << value << "\"";
  return member;
}

Json Layers(const std::vector<config::LayerText>& layers) {
  Json list;
  list << "\"layers\":[";
  Literal separator = "";
  for (const config::LayerText& layer : layers) {
    const auto* const word =
        std::find_if(std::begin(kLayerWords), std::end(kLayerWords),
                     [&layer](const LayerWord& one) { return one.kind == layer.kind; });
    list << separator << "{\"kind\":\"" << word->word << "\","
         << Member("name", Untrusted(layer.name));
    if (layer.yaml != nullptr) list << "," << Member("text", Untrusted(*layer.yaml));
    list << "}";
    separator = ",";
  }
  return std::move(list << "]");
}

Json PolicyMember(const EvaluateRequest& request) {
  Json policy;
  policy << "\"policy\":{";
  if (!request.layers.empty()) {
    policy << Layers(request.layers);
    if (request.project.value != 0) policy << ",\"project\":" << request.project.value;
    if (!request.pauses.empty()) policy << ",\"pauses\":" << RenderPauses(request.pauses);
  } else if (!request.standard.empty()) {
    policy << Member("standard", Untrusted(request.standard));
  } else if (!request.preset.empty()) {
    policy << Member("preset", Untrusted(request.preset));
  } else {
    policy << Member("name", Untrusted(request.policy_name)) << ","
           << Member("text", Untrusted(request.policy_text));
  }
  return std::move(policy << "}");
}

Literal WordOf(ArtifactOrigin origin) {
  const auto* const found =
      std::find_if(std::begin(kOriginWords), std::end(kOriginWords),
                   [origin](const OriginWord& word) { return word.origin == origin; });
  return found->word;
}

Literal WordOf(ArtifactProblem problem) {
  const auto* const found =
      std::find_if(std::begin(kProblemWords), std::end(kProblemWords),
                   [problem](const ProblemWord& word) { return word.problem == problem; });
  return found->word;
}

Json ArtifactObject(const Artifact& artifact) {
  Json object;
  object << "{\"origin\":\"" << WordOf(artifact.origin) << "\"," << Member("name", artifact.name)
         << "," << Member("maker", artifact.maker) << ",";
  if (artifact.commit) object << Member("commit", Untrusted(artifact.commit->Hex())) << ",";
  if (!artifact.file.empty()) object << Member("file", Untrusted(artifact.file)) << ",";
  return std::move(object << "\"problem\":\"" << WordOf(artifact.problem) << "\"}");
}

Json Artifacts(const Facts& facts) {
  Json member;
  member << "\"artifacts\":[";
  Literal separator = "";
  for (const Artifact& artifact : facts.artifacts) {
    member << separator << ArtifactObject(artifact);
    separator = ",";
  }
  return std::move(member << "],\"artifacts_under_way\":"
                          << (facts.artifacts_under_way ? Literal("true") : "false"));
}

Literal Flag(bool value) { return value ? Literal("true") : Literal("false"); }

Json ForgeMember(const ForgeFacts& forge) {
  Json member;
  member << "\"forge\":{" << Member("project_url", forge.project_url) << ","
         << Member("forked_from", forge.forked_from) << ",\"mirror\":" << Flag(forge.mirror);
  if (forge.squash) member << ",\"squash\":" << Flag(*forge.squash);
  if (forge.squash_template) member << "," << Member("squash_template", *forge.squash_template);
  return std::move(member << "}");
}

Json ExternalMember(const Facts& facts) {
  Json member;
  member << "\"external\":{";
  Literal separator = "";
  for (const Fact& fact : facts.facts) {
    if (!IsExternalFact(fact)) continue;
    const std::string rule(RuleOfExternalFact(fact));
    const auto answer = FindExternalAnswer(facts, rule);
    member << separator << "\"" << Untrusted(rule) << "\":{";
    if (answer->problem) {
      member << "\"problem\":\"" << NameOf(*answer->problem) << "\"}";
    } else {
      member << Member("answer", Untrusted(answer->bytes)) << "}";
    }
    separator = ",";
  }
  return std::move(member << "}");
}

Json FactsMember(const Facts& facts) {
  Json member;
  Literal separator = "";
  member << "\"facts\":{";
  if (facts.gathered.contains(FactKind::kArtifacts)) {
    member << Artifacts(facts);
    separator = ",";
  }
  for (const Fact& fact : facts.facts) {
    const bool is_text = fact.kind == FactKind::kMergeRequestText;
    if (!is_text && !fact.id.starts_with(kSourceBranchFact)) continue;
    member << separator
           << Member(is_text ? Literal("merge_request_text") : "source_branch", fact.value);
    separator = ",";
  }
  if (facts.forge) {
    member << separator << ForgeMember(*facts.forge);
    separator = ",";
  }
  if (std::ranges::any_of(facts.facts, IsExternalFact)) {
    member << separator << ExternalMember(facts);
    separator = ",";
  }
  if (facts.forks) member << separator << "\"forks\":" << RenderForkFacts(*facts.forks);
  return std::move(member << "}");
}

Literal WordOf(UpstreamState state) {
  const auto* const found =
      std::find_if(std::begin(kStateWords), std::end(kStateWords),
                   [state](const StateWord& word) { return word.state == state; });
  return found->word;
}

Json List(Literal name, const std::vector<std::string>& texts) {
  Json list;
  list << ",\"" << name << "\":[";
  Literal separator = "";
  for (const std::string& text : texts) {
    list << separator << "\"" << Untrusted(text) << "\"";
    separator = ",";
  }
  return std::move(list << "]");
}

Json UpstreamObject(const RequestedUpstream& upstream) {
  const UpstreamInfo& info = upstream.info;
  Json object;
  object << "{" << Member("url", info.url) << "," << Member("name", info.name) << ",\"state\":\""
         << WordOf(info.state) << "\"";
  if (info.state == UpstreamState::kReady) {
    object << "," << Member("repository", Untrusted(upstream.repository)) << ","
           << Member("index", Untrusted(upstream.index));
  }
  if (info.fetched) object << ",\"fetched\":" << info.fetched->time_since_epoch().count();
  object << ",\"confirmed\":" << Flag(info.confirmed) << ",\"exempts\":" << Flag(upstream.exempts);
  return std::move(object << List("aliases", upstream.aliases) << List("only", upstream.only)
                          << "}");
}

Json UpstreamsMember(const RequestedUpstreams& upstreams) {
  Json member;
  member << ",\"upstreams\":[";
  Literal separator = "";
  for (const RequestedUpstream& upstream : upstreams.all) {
    member << separator << UpstreamObject(upstream);
    separator = ",";
  }
  member << "]";
  if (upstreams.stale_before) {
    member << ",\"stale_before\":" << upstreams.stale_before->time_since_epoch().count();
  }
  return member;
}

std::string DayOf(std::chrono::sys_days day) {
  return FormatTime(WallTime(day)).substr(0, kDateLength);
}

Json CleanSinceMember(const CleanSince& marks) {
  Json member;
  member << ",\"clean_since\":{";
  Literal separator = "";
  for (const auto& [rule, since] : marks) {
    member << separator << "\"" << Untrusted(rule) << "\":\"" << Untrusted(DayOf(since)) << "\"";
    separator = ",";
  }
  return std::move(member << "}");
}

}  // namespace

std::string RenderEvaluateRequest(const EvaluateRequest& request) {
  Json out;
  out << "{" << Member("schema", Untrusted("headwater.evaluate/1")) << ","
      << Member("repository", request.repository) << ","
      << Member("mirror", Untrusted(request.mirror)) << ",";
  if (request.target) out << Member("target", Untrusted(request.target->Hex())) << ",";
  out << Member("head", Untrusted(request.head.Hex())) << ","
      << Member("target_branch", request.target_branch)
      << ",\"target_is_default\":" << (request.target_is_default ? Literal("true") : "false")
      << ",\"observe_only\":" << (request.observe_only ? Literal("true") : "false")
      << ",\"target_is_protected\":" << (request.target_is_protected ? Literal("true") : "false")
      << ",";
  if (request.default_branch) {
    out << Member("default_branch", Untrusted(request.default_branch->Hex())) << ",";
  }
  out << Member("as_of", Untrusted(DayOf(request.as_of))) << "," << PolicyMember(request) << ","
      << FactsMember(request.facts);
  if (!request.clean_since.empty()) out << CleanSinceMember(request.clean_since);
  if (request.upstreams) out << UpstreamsMember(*request.upstreams);
  if (request.record) out << ",\"record\":true";
  out << ",\"limits\":{\"memory_bytes\":" << request.limits.memory_bytes
      << ",\"cpu_seconds\":" << request.limits.cpu_seconds << "}}\n";
  return out.text();
}

}  // namespace headwater::jobs
