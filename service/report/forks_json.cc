// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>
#include <utility>

#include "headwater/clock.h"
#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/dump.h"
#include "service/report/forks.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

Json TextOrNull(const Untrusted& text) { return text.empty() ? Json() : Json(ToValidUtf8(text)); }

Json MergeBaseJson(const ForkRelation& relation) {
  if (!relation.history || !relation.history->base) return {};
  return {{"commit", relation.history->base->Hex()},
          {"date", FormatTime(relation.history->base_date)}};
}

/// Ours that they have not; of a vendored folder nobody counts that.
Json AheadJson(const ForkRelation& relation) {
  return relation.history ? Json(relation.history->ahead) : Json();
}

Json BehindJson(const ForkRelation& relation) {
  if (relation.history) return relation.history->behind;
  return relation.copies.empty() ? Json() : Json(relation.copies.front().behind);
}

Json CopyJson(const LocatedCopy& copy) {
  Json edited = Json::array();
  for (const Untrusted& path : copy.edited_paths) edited.push_back(ToValidUtf8(path));
  return {{"folder", ToValidUtf8(copy.folder)},
          {"their_folder", ToValidUtf8(copy.their_folder)},
          {"commit", copy.nearest.Hex()},
          {"date", FormatTime(copy.date)},
          {"version", TextOrNull(copy.version)},
          {"after_version", copy.after_version},
          {"same", copy.same},
          {"edited", copy.edited},
          {"added", copy.added},
          {"left_out", copy.left_out},
          {"behind", copy.behind},
          {"edited_paths", std::move(edited)}};
}

Json VersionJson(const ForkRelation& relation) {
  return relation.copies.empty() ? Json() : TextOrNull(relation.copies.front().version);
}

Json SharedJson(const SharedContent& shared) {
  return {{"commits", shared.commits},       {"trees", shared.trees},
          {"blobs", shared.blobs},           {"sketch", shared.line_share},
          {"blob_share", shared.blob_share}, {"sketch_version", TextOrNull(shared.line_version)}};
}

Json RelationJson(const ForkRelation& relation) {
  Json copies = Json::array();
  for (const LocatedCopy& copy : relation.copies) copies.push_back(CopyJson(copy));
  Json directories = Json::array();
  for (const SharedFolder& folder : relation.folders) {
    directories.push_back(
        {{"path", ToValidUtf8(folder.path)}, {"shared", folder.shared}, {"files", folder.files}});
  }
  Json evidence = Json::array();
  for (const ForkEvidence& one : relation.evidence) {
    evidence.push_back({{"proof", NameOf(one.proof).view()}, {"text", ToValidUtf8(one.text)}});
  }
  return {{"project", ToValidUtf8(relation.project)},
          {"url", TextOrNull(relation.url)},
          {"class", NameOf(relation.fork_class).view()},
          {"direction", NameOf(relation.direction).view()},
          {"direction_proof", NameOf(relation.direction_proof).view()},
          {"seen", !relation.unseen},
          {"shared", SharedJson(relation.shared)},
          {"ahead", AheadJson(relation)},
          {"behind", BehindJson(relation)},
          {"merge_base", MergeBaseJson(relation)},
          {"version", VersionJson(relation)},
          {"copies", std::move(copies)},
          {"directories", std::move(directories)},
          {"evidence", std::move(evidence)}};
}

}  // namespace

std::string RenderForksJson(std::span<const ForkRelation> relations) {
  Json list = Json::array();
  for (const ForkRelation& relation : relations) list.push_back(RelationJson(relation));
  return Dump({{"schema", "headwater.forks/1"},
               {"headwater", kEngineVersion.view()},
               {"relations", std::move(list)}});
}

}  // namespace headwater::report
