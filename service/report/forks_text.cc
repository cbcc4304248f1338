// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/sink.h"
#include "service/report/forks.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

uint64_t Percent(double share) {
  constexpr double kPercent = 100;
  return static_cast<uint64_t>(share * kPercent);
}

Line HeadLine(const ForkRelation& relation) {
  Line line;
  line << relation.project << ": " << NameOf(relation.fork_class) << ", "
       << NameOf(relation.direction);
  if (relation.direction_proof != ForkProof::kNone) {
    line << " (" << NameOf(relation.direction_proof) << ")";
  }
  if (!relation.url.empty()) line << ", " << relation.url;
  return line;
}

Line SharedLine(const ForkRelation& relation) {
  const SharedContent& shared = relation.shared;
  Line line;
  line << "  shared: " << shared.commits << " commits, " << shared.trees << " trees, "
       << shared.blobs << " contents (" << Percent(shared.blob_share) << " % by rarity), "
       << Percent(shared.line_share) << " % of the lines";
  if (!shared.line_version.empty()) line << " (" << shared.line_version << ")";
  return line;
}

}  // namespace

std::string RenderForksText(std::span<const ForkRelation> relations) {
  std::string text;
  const auto add = [&text](const Line& line) { text += line.text() + "\n"; };
  for (const ForkRelation& relation : relations) {
    add(HeadLine(relation));
    add(SharedLine(relation));
    for (const ForkEvidence& evidence : relation.evidence) {
      Line line;
      line << "  - " << evidence.text;
      add(line);
    }
    Line unseen;
    unseen << "  - not known, as no copy of it is at hand: versions, distances, the direction";
    if (relation.unseen) add(unseen);
  }
  Line end;
  end << "headwater: " << relations.size()
      << (relations.size() == 1 ? Literal(" related project") : Literal(" related projects"));
  add(end);
  return text;
}

}  // namespace headwater::report
