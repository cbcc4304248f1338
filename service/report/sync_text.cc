// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/sync_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "headwater/sink.h"
#include "headwater/sync.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

// As git shows ids to people: enough to be unique in most repositories.
constexpr size_t kShownDigits = 12;
constexpr double kPercent = 100;

constexpr Text kMerge = {"merge", "Merge"};
constexpr Text kBrings = {"brings", "bringt"};
constexpr Text kCommitsOf = {"commits, unchanged from", "Commits, unverändert aus"};
constexpr Text kPartOf = {"part of", "enthalten in"};
constexpr Text kNotReleased = {"in no release yet", "noch in keiner Version"};
constexpr Text kOwn = {"own changes", "eigene Änderungen"};
constexpr Text kKept = {"kept", "erhalten"};
constexpr Text kTaken = {"now upstream", "jetzt im Ursprungsprojekt"};
constexpr Text kLost = {"lost", "verschwunden"};
constexpr Text kUnknown = {"could not be checked", "nicht prüfbar"};
constexpr Text kExplained = {"explained", "begründet"};
constexpr Text kPicked = {"was taken from there", "stammte von dort"};
constexpr Text kSince = {"since", "seit"};
constexpr Text kOfLines = {"of the lines", "der Zeilen"};
constexpr Text kLines = {"lines", "Zeilen"};
constexpr Text kBeyond = {"beyond the conflicts", "über die Konflikte hinaus"};
constexpr Text kMore = {"more", "mehr"};
constexpr Text kBeyondUnknown = {"what an automatic merge would have made could not be checked",
                                 "was ein automatischer Merge ergeben hätte, war nicht prüfbar"};
constexpr Text kFilesOf = {"files of", "Dateien aus"};
constexpr Text kWithoutHistory = {"without its commits", "ohne dessen Commits"};
constexpr Text kNotLookedAt = {"more merges were not looked at",
                               "weitere Merges wurden nicht angesehen"};

Untrusted Shown(const CommitId& id) { return Untrusted(id.Hex().substr(0, kShownDigits)); }

Untrusted FolderOf(const Import& import) {
  return import.folder.empty() ? Untrusted(".") : import.folder;
}

size_t CountOf(const SyncMerge& merge, CarryFate fate) {
  return static_cast<size_t>(std::ranges::count(merge.carries, fate, &Carry::fate));
}

class Printer {
 public:
  Printer(const ProvenanceReport& report, Language language)
      : report_(report), language_(language) {}

  void Print(const SyncMerge& merge) {
    PrintHead(merge);
    PrintCounts(merge);
    for (const Carry& carry : merge.carries) Print(carry);
    for (const Untrusted& path : merge.beyond) {
      Line line;
      line << "  " << Word(kBeyond) << ": " << path;
      End(line);
    }
    if (merge.more_beyond > 0) {
      Line line;
      line << "  ... " << merge.more_beyond << " " << Word(kMore);
      End(line);
    }
    if (merge.unknown_because.view().empty()) return;
    Line line;
    line << "  " << Word(kBeyondUnknown) << " (" << merge.unknown_because << ")";
    End(line);
  }

  void Print(const Import& import) {
    Line line;
    line << FolderOf(import) << ": " << import.files << " " << Word(kFilesOf) << " "
         << NameOf(import.upstream) << " " << Word(kWithoutHistory);
    End(line);
  }

  std::string Finish(uint64_t more_merges) && {
    if (more_merges > 0) {
      Line line;
      line << more_merges << " " << Word(kNotLookedAt);
      End(line);
    }
    return std::move(out_);
  }

 private:
  Literal Word(const Text& text) const { return text.In(language_); }
  const Untrusted& NameOf(size_t upstream) const { return report_.upstreams[upstream].name; }

  void PrintHead(const SyncMerge& merge) {
    Line line;
    line << Word(kMerge) << " " << Shown(merge.merge) << " " << Word(kBrings) << " "
         << merge.upstream_commits << " " << Word(kCommitsOf) << " " << NameOf(merge.upstream)
         << " (" << Shown(merge.tip) << ", ";
    if (merge.release.empty()) {
      line << Word(kNotReleased);
    } else {
      line << Word(kPartOf) << " " << merge.release;
    }
    line << ")";
    End(line);
  }

  void PrintCounts(const SyncMerge& merge) {
    Line line;
    line << "  " << Word(kOwn) << ": ";
    if (!merge.carries_unknown_because.view().empty()) {
      line << Word(kUnknown) << " (" << merge.carries_unknown_because << ")";
      End(line);
      return;
    }
    line << merge.kept + CountOf(merge, CarryFate::kKept) << " " << Word(kKept) << ", "
         << CountOf(merge, CarryFate::kTaken) << " " << Word(kTaken) << ", "
         << CountOf(merge, CarryFate::kLost) << " " << Word(kLost);
    const uint64_t unknown = CountOf(merge, CarryFate::kUnknown) + merge.unjudged;
    if (unknown > 0) line << ", " << unknown << " " << Word(kUnknown);
    End(line);
  }

  void Print(const Carry& carry) {
    if (carry.fate == CarryFate::kKept) return;  // Whether it is upstream's is not known.
    Line line;
    line << "  " << Shown(carry.commit) << " " << Word(WordFor(carry.fate)) << ": "
         << carry.subject;
    if (carry.picked) line << " (" << Word(kPicked) << ")";
    if (carry.explained) line << " (" << Word(kExplained) << ")";
    if (carry.taken) Append(*carry.taken, line);
    if (!carry.unknown_because.view().empty()) line << " (" << carry.unknown_because << ")";
    End(line);
    for (const Residual& residual : carry.lost) Print(residual);
  }

  static Text WordFor(CarryFate fate) {
    switch (fate) {
      case CarryFate::kKept:
        return kKept;
      case CarryFate::kTaken:
        return kTaken;
      case CarryFate::kLost:
        return kLost;
      case CarryFate::kUnknown:
        break;
    }
    return kUnknown;
  }

  void Append(const AlreadyUpstream& taken, Line& line) const {
    line << " (" << NameOf(taken.upstream) << " " << Shown(taken.commit.id);
    if (!taken.commit.first_tag.empty()) {
      line << ", " << Word(kSince) << " " << taken.commit.first_tag;
    }
    line << ", " << static_cast<uint32_t>(std::lround(taken.coverage * kPercent)) << " % "
         << Word(kOfLines) << ")";
  }

  void Print(const Residual& residual) {
    Line line;
    line << "    " << residual.path << ": " << residual.missing << " " << Word(kLines);
    End(line);
    for (const Untrusted& text : residual.lines) {
      Line shown;
      shown << "      " << text;
      End(shown);
    }
  }

  void End(const Line& line) { out_ += line.text() + "\n"; }

  const ProvenanceReport& report_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string RenderSyncText(const ProvenanceReport& report, Language language) {
  Printer printer(report, language);
  for (const SyncMerge& merge : report.sync.merges) printer.Print(merge);
  for (const Import& import : report.sync.imports) printer.Print(import);
  return std::move(printer).Finish(report.sync.more_merges);
}

}  // namespace headwater::report
