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

Json NameOrNull(const Untrusted& name) { return name.empty() ? Json() : Json(ToValidUtf8(name)); }

Json NumberOrNull(const std::optional<size_t>& index) { return index ? Json(*index) : Json(); }

Json TextOrNull(Literal text) { return text.view().empty() ? Json() : Json(text.view()); }

Json CommitJson(const UpstreamCommit& commit) {
  return {{"commit", commit.id.Hex()},
          {"subject", ToValidUtf8(commit.subject)},
          {"first_tag", NameOrNull(commit.first_tag)}};
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
          {"upstream", NumberOrNull(judged.upstream)},
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

Json HereJson(const std::optional<AlreadyHere>& here) {
  if (!here) return {};
  return {{"commit", here->commit.Hex()},
          {"subject", ToValidUtf8(here->subject)},
          {"first_tag", NameOrNull(here->first_tag)},
          {"coverage", here->coverage},
          {"branch", NameOrNull(here->branch.name)},
          {"in_target", here->branch.is_target}};
}

Json OriginJson(Origin origin) { return origin == Origin::kUpstream ? "upstream" : "own"; }

Json CarryJson(const Carry& carry) {
  return {{"commit", carry.commit.Hex()},
          {"subject", ToValidUtf8(carry.subject)},
          {"fate", NameOf(carry.fate).view()},
          {"taken", AlreadyJson(carry.taken)},
          {"taken_unknown_because", TextOrNull(carry.taken_unknown_because)},
          {"picked", carry.picked},
          {"lost", ResidualJson(carry.lost)},
          {"explained", carry.explained},
          {"unknown_because", TextOrNull(carry.unknown_because)}};
}

Json MergeJson(const SyncMerge& merge) {
  Json carries = Json::array();
  for (const Carry& carry : merge.carries) carries.push_back(CarryJson(carry));
  Json beyond = Json::array();
  for (const Untrusted& path : merge.beyond) beyond.push_back(ToValidUtf8(path));
  return {{"commit", merge.merge.Hex()},
          {"upstream", merge.upstream},
          {"tip", merge.tip.Hex()},
          {"release", NameOrNull(merge.release)},
          {"upstream_commits", merge.upstream_commits},
          {"kept", merge.kept},
          {"carries", std::move(carries)},
          {"unjudged", merge.unjudged},
          {"carries_unknown_because", TextOrNull(merge.carries_unknown_because)},
          {"beyond", std::move(beyond)},
          {"more_beyond", merge.more_beyond},
          {"beyond_unknown_because", TextOrNull(merge.unknown_because)}};
}

Json SyncJson(const Sync& sync) {
  Json merges = Json::array();
  for (const SyncMerge& merge : sync.merges) merges.push_back(MergeJson(merge));
  Json imports = Json::array();
  for (const Import& import : sync.imports) {
    imports.push_back({{"upstream", import.upstream},
                       {"folder", ToValidUtf8(import.folder)},
                       {"files", import.files},
                       {"added", import.added}});
  }
  return {{"upstream_commits", sync.upstream_commits}, {"upstream", NumberOrNull(sync.upstream)},
          {"release", NameOrNull(sync.release)},       {"merges", std::move(merges)},
          {"more_merges", sync.more_merges},           {"imports", std::move(imports)},
          {"mirror_of", NumberOrNull(sync.mirror_of)}};
}

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
                       {"already_unknown_because", TextOrNull(commit.already_unknown_because)},
                       {"already_here", HereJson(commit.here)},
                       {"here_unknown_because", TextOrNull(commit.here_unknown_because)}});
  }
  return Dump({{"schema", "headwater.provenance/1"},
               {"headwater", kEngineVersion.view()},
               {"repository", ToValidUtf8(report.repository)},
               {"head", report.head.Hex()},
               {"upstreams", std::move(upstreams)},
               {"commits", std::move(commits)},
               {"sync", SyncJson(report.sync)}});
}

}  // namespace headwater::report
