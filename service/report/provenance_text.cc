// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstddef>

#include "headwater/sink.h"
#include "service/report/provenance.h"
#include "service/report/sync_text.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

// As git shows ids to people: enough to be unique in most repositories.
constexpr size_t kShownDigits = 12;

constexpr Text kOwn = {"own", "eigen"};
constexpr Text kUpstream = {"upstream", "Ursprungsprojekt"};
constexpr Text kMoreLines = {"more", "mehr"};
constexpr Text kMissing = {"missing", "fehlend"};
constexpr Text kExtra = {"extra", "zusätzlich"};
constexpr Text kNotTaken = {"not taken", "nicht übernommen"};
constexpr Text kExplained = {"explained", "begründet"};
constexpr Text kOtherAuthor = {"the author is another one", "der Autor ist ein anderer"};
constexpr Text kOwnCommit = {"a commit of this project", "ein Commit dieses Projekts"};
constexpr Text kHere = {"the target branch has it", "der Zielbranch hat ihn schon"};
constexpr Text kMended = {"mended upstream by", "im Ursprungsprojekt korrigiert durch"};
constexpr Text kReverted = {"taken back upstream by", "im Ursprungsprojekt zurückgenommen durch"};
constexpr Text kAlready = {"is upstream already?", "gibt es im Ursprungsprojekt schon?"};
constexpr Text kAlreadyInTarget = {"is in the target branch already?",
                                   "gibt es im Zielbranch schon?"};
constexpr Text kAlreadyInBranch = {"is in another branch already?",
                                   "gibt es in einem anderen Branch schon?"};
constexpr Text kSince = {"since", "seit"};
constexpr Text kOfLines = {"of the lines", "der Zeilen"};
constexpr Text kCommits = {"commits", "Commits"};
constexpr Text kClaims = {"claims about upstream commits", "Angaben zu Commits dort"};

/// What is true of a claim, in words.
Text TextOf(Grade grade) {
  switch (grade) {
    case Grade::kIdentical:
      return {"identical", "identisch"};
    case Grade::kEquivalent:
      return {"the same, only what surrounds it has moved",
              "gleich, nur die Umgebung hat sich verschoben"};
    case Grade::kDiffersExplained:
      return {"differs, explained", "weicht ab, begründet"};
    case Grade::kDiffersUnexplained:
      return {"differs, unexplained", "weicht ab, ohne Begründung"};
    case Grade::kDifferent:
      return {"not the same change", "nicht dieselbe Änderung"};
    case Grade::kDangling:
      return {"no branch or tag of an upstream has such a commit",
              "kein Branch oder Tag eines Ursprungsprojekts enthält diesen Commit"};
    case Grade::kUnknown:
      break;
  }
  return {"could not be checked", "nicht prüfbar"};
}

Untrusted Shown(const CommitId& id) { return Untrusted(id.Hex().substr(0, kShownDigits)); }

/// Prints one commit after the other.
class Printer {
 public:
  Printer(const ProvenanceReport& report, Language language)
      : report_(report), language_(language) {}

  void Print(const CommitProvenance& commit, const Commit& known) {
    Line line;
    line << Shown(commit.commit) << " "
         << (commit.origin == Origin::kUpstream ? kUpstream : kOwn).In(language_) << ": "
         << known.subject;
    End(line);
    for (const JudgedClaim& claim : commit.claims) Print(claim);
    if (commit.already) Print(*commit.already);
    if (commit.here) Print(*commit.here);
    ++(commit.origin == Origin::kUpstream ? upstream_ : own_);
  }

  /// Whole lines.
  void Add(const std::string& lines) { out_ += lines; }

  std::string Finish() && {
    Line line;
    line << "headwater: " << own_ + upstream_ << " " << kCommits.In(language_) << ": " << own_
         << " " << kOwn.In(language_) << ", " << upstream_ << " " << kUpstream.In(language_) << "; "
         << claims_ << " " << kClaims.In(language_);
    End(line);
    return std::move(out_);
  }

 private:
  void Print(const JudgedClaim& judged) {
    Line line;
    line << "  " << NameOf(judged.claim.kind);
    if (!judged.claim.target.empty()) line << " " << judged.claim.target;
    if (judged.grade) {
      ++claims_;
      line << ": " << TextOf(*judged.grade).In(language_);
    }
    if (!judged.unknown_because.view().empty()) line << " (" << judged.unknown_because << ")";
    if (judged.target) Append(judged, line);
    End(line);
    for (const Residual& residual : judged.residual) Print(residual);
    for (const FollowUp& later : judged.follow_ups) {
      Line follow_up;
      const bool fixes = later.kind == FollowUpKind::kFixes;
      follow_up << "    " << (fixes ? kMended : kReverted).In(language_) << " "
                << Shown(later.commit);
      End(follow_up);
    }
  }

  /// What is known of the commit that a claim names.
  void Append(const JudgedClaim& judged, Line& line) const {
    Append(*judged.target, judged.upstream, line);
    if (judged.own) line << "; " << kOwnCommit.In(language_);
    if (!judged.own && !judged.author_kept) line << "; " << kOtherAuthor.In(language_);
    if (judged.here) line << "; " << kHere.In(language_);
  }

  /// Where a commit of an upstream is.
  void Append(const UpstreamCommit& commit, std::optional<size_t> upstream, Line& line) const {
    line << " (";
    if (upstream) line << report_.upstreams[*upstream].name << " ";
    AppendIdAndTag(commit.id, commit.first_tag, line);
  }

  void AppendIdAndTag(const CommitId& id, const Untrusted& tag, Line& line) const {
    line << Shown(id);
    if (!tag.empty()) line << ", " << kSince.In(language_) << " " << tag;
    line << ")";
  }

  void Print(const Residual& residual) {
    Line line;
    line << "    " << residual.path << ": ";
    if (residual.whole_file) {
      line << kNotTaken.In(language_);
    } else {
      line << residual.missing << " " << kMissing.In(language_) << ", " << residual.extra << " "
           << kExtra.In(language_);
    }
    if (residual.explained) line << " (" << kExplained.In(language_) << ")";
    End(line);
    for (const Untrusted& text : residual.lines) {
      Line shown;
      shown << "      " << text;
      End(shown);
    }
    const size_t all = size_t{residual.missing} + residual.extra;
    if (residual.whole_file || residual.lines.size() >= all) return;
    Line more;
    more << "      ... " << all - residual.lines.size() << " " << kMoreLines.In(language_);
    End(more);
  }

  void Print(const AlreadyUpstream& already) {
    Line line;
    line << "  " << kAlready.In(language_);
    Append(already.commit, already.upstream, line);
    EndWithShare(already.coverage, already.commit.subject, line);
  }

  void Print(const AlreadyHere& here) {
    Line line;
    line << "  " << (here.branch.is_target ? kAlreadyInTarget : kAlreadyInBranch).In(language_)
         << " (";
    if (!here.branch.name.empty()) line << here.branch.name << " ";
    AppendIdAndTag(here.commit, here.first_tag, line);
    EndWithShare(here.coverage, here.subject, line);
  }

  void EndWithShare(double share, const Untrusted& subject, Line& line) {
    constexpr double kPercent = 100;
    line << " " << static_cast<uint32_t>(share * kPercent) << " % " << kOfLines.In(language_)
         << ": " << subject;
    End(line);
  }

  void End(const Line& line) { out_ += line.text() + "\n"; }

  const ProvenanceReport& report_;
  Language language_;
  std::string out_;
  size_t own_ = 0;
  size_t upstream_ = 0;
  size_t claims_ = 0;
};

}  // namespace

std::string RenderProvenanceText(const ProvenanceReport& report, Language language) {
  Printer printer(report, language);
  const auto& judged = report.provenance.commits;
  const size_t count = std::min(judged.size(), report.commits.size());
  for (size_t at = 0; at < count; ++at) printer.Print(judged[at], report.commits[at]);
  printer.Add(RenderSyncText(report, language));
  return std::move(printer).Finish();
}

}  // namespace headwater::report
