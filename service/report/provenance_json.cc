// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>
#include <utility>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/dump.h"
#include "service/report/names.h"
#include "service/report/provenance.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

/// Neither true nor false: it names none, or nobody could look.
Json ExistsJson(const JudgedClaim& judged) {
  if (judged.target) return true;
  const bool unknown = judged.claim.target.empty() || !judged.unknown_because.view().empty();
  return unknown ? Json() : Json(false);
}

template <typename Name>
Json NameOrNull(const std::optional<Name>& name) {
  return name ? Json(NameOf(*name).view()) : Json();
}

Json TextOrNull(Literal text) { return text.view().empty() ? Json() : Json(text.view()); }

Json CommitJson(const UpstreamCommit& commit) {
  return {{"commit", commit.id.Hex()},
          {"subject", ToValidUtf8(commit.subject)},
          {"first_tag", commit.first_tag.empty() ? Json() : Json(ToValidUtf8(commit.first_tag))}};
}

Json ResidualJson(const std::vector<Residual>& residual) {
  Json files = Json::array();
  for (const Residual& file : residual) {
    Json lines = Json::array();
    for (const Untrusted& line : file.lines) lines.push_back(ToValidUtf8(line));
    files.push_back({{"path", ToValidUtf8(file.path)},
                     {"missing", file.missing},
                     {"extra", file.extra},
                     {"whole_file", file.whole_file},
                     {"explained", file.explained},
                     {"lines", std::move(lines)}});
  }
  return files;
}

Json FollowUpsJson(const std::vector<FollowUp>& follow_ups) {
  Json list = Json::array();
  for (const FollowUp& one : follow_ups) {
    const bool fixes = one.kind == FollowUpKind::kFixes;
    list.push_back({{"kind", fixes ? "fixes" : "reverts"}, {"commit", one.commit.Hex()}});
  }
  return list;
}

Json ClaimJson(const JudgedClaim& judged) {
  const Claim& claim = judged.claim;
  return {{"kind", NameOf(claim.kind).view()},
          {"text", ToValidUtf8(claim.text)},
          {"line", claim.line == 0 ? Json() : Json(claim.line)},
          {"target", claim.target.empty() ? Json() : Json(ToValidUtf8(claim.target))},
          {"exists", ExistsJson(judged)},
          {"grade", NameOrNull(judged.grade)},
          {"unknown_because", TextOrNull(judged.unknown_because)},
          {"own", judged.own},
          {"here", judged.here},
          {"upstream", judged.upstream ? Json(*judged.upstream) : Json()},
          {"found", judged.target ? CommitJson(*judged.target) : Json()},
          {"author_kept", judged.target ? Json(judged.author_kept) : Json()},
          {"residual", ResidualJson(judged.residual)},
          {"follow_ups", FollowUpsJson(judged.follow_ups)}};
}

Json AlreadyJson(const std::optional<AlreadyUpstream>& already) {
  if (!already) return {};
  Json json = CommitJson(already->commit);
  json["coverage"] = already->coverage;
  json["upstream"] = already->upstream;
  return json;
}

Json OriginJson(Origin origin) { return origin == Origin::kUpstream ? "upstream" : "own"; }

}  // namespace

std::string RenderProvenanceJson(const ProvenanceReport& report) {
  Json upstreams = Json::array();
  for (const UpstreamInfo& upstream : report.upstreams) {
    upstreams.push_back({{"name", ToValidUtf8(upstream.name)}, {"url", ToValidUtf8(upstream.url)}});
  }
  Json commits = Json::array();
  for (const CommitProvenance& commit : report.provenance.commits) {
    Json claims = Json::array();
    for (const JudgedClaim& claim : commit.claims) claims.push_back(ClaimJson(claim));
    commits.push_back({{"commit", commit.commit.Hex()},
                       {"origin", OriginJson(commit.origin)},
                       {"claims", std::move(claims)},
                       {"already_upstream", AlreadyJson(commit.already)},
                       {"already_unknown_because", TextOrNull(commit.already_unknown_because)}});
  }
  return Dump({{"schema", "headwater.provenance/1"},
               {"headwater", kEngineVersion.view()},
               {"repository", ToValidUtf8(report.repository)},
               {"head", report.head.Hex()},
               {"upstreams", std::move(upstreams)},
               {"commits", std::move(commits)}});
}

}  // namespace headwater::report
