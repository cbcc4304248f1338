// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <iterator>
#include <utility>

#include "headwater/url.h"
#include "service/jobs/evaluate_request_parts.h"

namespace headwater::jobs::request {
namespace {

using Kind = DataNode::Kind;

Status ReadUrl(const DataNode& node, RequestedUpstream& upstream) {
  const std::string text = TRY(String("upstreams.url", node));
  if (!SafeUrl::Parse(text).ok()) return Wrong("upstreams.url", "an address");
  upstream.info.url = Untrusted(text);
  return Ok{};
}

Status ReadName(const DataNode& node, RequestedUpstream& upstream) {
  upstream.info.name = Untrusted(TRY(String("upstreams.name", node)));
  return Ok{};
}

Status ReadState(const DataNode& node, RequestedUpstream& upstream) {
  const std::string word = TRY(String("upstreams.state", node));
  const auto* const found =
      std::find_if(std::begin(kStateWords), std::end(kStateWords),
                   [&word](const StateWord& state) { return state.word.view() == word; });
  if (found == std::end(kStateWords)) {
    return Wrong("upstreams.state",
                 "`ready`, `under-way`, `unreachable`, `not-allowed` or `frozen`");
  }
  upstream.info.state = found->state;
  return Ok{};
}

Status ReadRepository(const DataNode& node, RequestedUpstream& upstream) {
  upstream.repository = TRY(String("upstreams.repository", node));
  return Ok{};
}

Status ReadIndex(const DataNode& node, RequestedUpstream& upstream) {
  upstream.index = TRY(String("upstreams.index", node));
  return Ok{};
}

Status ReadFetched(const DataNode& node, RequestedUpstream& upstream) {
  upstream.info.fetched = TRY(Time("upstreams.fetched", node));
  return Ok{};
}

Status ReadConfirmed(const DataNode& node, RequestedUpstream& upstream) {
  upstream.info.confirmed = TRY(Flag("upstreams.confirmed", node));
  return Ok{};
}

Status ReadExempts(const DataNode& node, RequestedUpstream& upstream) {
  upstream.exempts = TRY(Flag("upstreams.exempts", node));
  return Ok{};
}

Status ReadAliases(const DataNode& node, RequestedUpstream& upstream) {
  upstream.aliases = TRY(Strings("upstreams.aliases", node));
  return Ok{};
}

Status ReadOnly(const DataNode& node, RequestedUpstream& upstream) {
  upstream.only = TRY(Strings("upstreams.only", node));
  return Ok{};
}

struct Member {
  std::string_view name;
  Status (*read)(const DataNode& node, RequestedUpstream& upstream);
};

constexpr Member kMembers[] = {
    {"url", ReadUrl},
    {"name", ReadName},
    {"state", ReadState},
    {"index", ReadIndex},
    {"repository", ReadRepository},
    {"fetched", ReadFetched},
    {"exempts", ReadExempts},
    {"confirmed", ReadConfirmed},
    {"aliases", ReadAliases},
    {"only", ReadOnly},
};

Result<RequestedUpstream> ReadUpstream(const DataNode& node) {
  if (node.kind != Kind::kMap) return Wrong("upstreams", "objects");
  RequestedUpstream upstream;
  for (const auto& [key, value] : node.members) {
    const auto* const member =
        std::find_if(std::begin(kMembers), std::end(kMembers),
                     [&name = key.scalar](const Member& m) { return m.name == name; });
    if (member == std::end(kMembers)) {
      return Error{Errc::kInvalid, "request: unknown member `upstreams." + key.scalar + "`"};
    }
    TRY(member->read(value, upstream));
  }
  if (upstream.info.url.empty()) return Wrong("upstreams", "a `url` in each");
  const bool ready = upstream.info.state == UpstreamState::kReady;
  if (ready == upstream.repository.empty() || ready == upstream.index.empty()) {
    return Wrong("upstreams", "`repository` and `index` exactly where one is `ready`");
  }
  return upstream;
}

struct ForgeMember {
  std::string_view name;
  Status (*read)(const DataNode& node, ForgeFacts& forge);
};

Status ReadProjectUrl(const DataNode& node, ForgeFacts& forge) {
  forge.project_url = Untrusted(TRY(String("facts.forge.project_url", node)));
  return Ok{};
}

Status ReadForkedFrom(const DataNode& node, ForgeFacts& forge) {
  forge.forked_from = Untrusted(TRY(String("facts.forge.forked_from", node)));
  return Ok{};
}

Status ReadMirrorFlag(const DataNode& node, ForgeFacts& forge) {
  forge.mirror = TRY(Flag("facts.forge.mirror", node));
  return Ok{};
}

Status ReadSquash(const DataNode& node, ForgeFacts& forge) {
  forge.squash = TRY(Flag("facts.forge.squash", node));
  return Ok{};
}

Status ReadSquashTemplate(const DataNode& node, ForgeFacts& forge) {
  forge.squash_template = Untrusted(TRY(String("facts.forge.squash_template", node)));
  return Ok{};
}

constexpr ForgeMember kForgeMembers[] = {{"project_url", ReadProjectUrl},
                                         {"forked_from", ReadForkedFrom},
                                         {"mirror", ReadMirrorFlag},
                                         {"squash", ReadSquash},
                                         {"squash_template", ReadSquashTemplate}};

Status ReadForgeMember(const std::string& name, const DataNode& node, ForgeFacts& forge) {
  for (const ForgeMember& member : kForgeMembers) {
    if (member.name == name) return member.read(node, forge);
  }
  return Wrong("facts.forge",
               "`project_url`, `forked_from`, `mirror`, `squash` and `squash_template`");
}

}  // namespace

Status ReadUpstreams(const DataNode& node, EvaluateRequest& request) {
  if (node.kind != Kind::kList) return Wrong("upstreams", "a list");
  RequestedUpstreams upstreams;
  for (const DataNode& item : node.items) upstreams.all.push_back(TRY(ReadUpstream(item)));
  request.upstreams = std::move(upstreams);
  return Ok{};
}

Status ReadStaleBefore(const DataNode& node, EvaluateRequest& request) {
  if (!request.upstreams) return Wrong("stale_before", "`upstreams` beside it");
  request.upstreams->stale_before = TRY(Time("stale_before", node));
  return Ok{};
}

Status ReadForge(const DataNode& node, Facts& facts) {
  if (node.kind != Kind::kMap) return Wrong("facts.forge", "an object");
  ForgeFacts forge;
  for (const auto& [key, value] : node.members) {
    TRY(ReadForgeMember(key.scalar, value, forge));
  }
  facts.forge = std::move(forge);
  facts.gathered.insert(FactKind::kForge);
  return Ok{};
}

}  // namespace headwater::jobs::request
