// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/clock.h"
#include "service/index/fork_query.h"
#include "service/index/fork_suspect.h"

namespace headwater::index {
namespace {

// As git shows ids to people: enough to be unique in most repositories.
constexpr size_t kShownDigits = 12;
constexpr size_t kDayDigits = std::string_view("2026-11-21").size();

// The one sentence with the name of a third project.
constexpr std::string_view kThirdBegin = "What both have, or nearly all of it, is in ";
constexpr std::string_view kThirdEnd = " too.";

std::string Number(uint64_t number) { return std::to_string(number); }

std::string Percent(double share) {
  constexpr double kPercent = 100;
  return Number(static_cast<uint64_t>(share * kPercent)) + " %";
}

std::string Day(std::chrono::sys_seconds time) { return FormatTime(time).substr(0, kDayDigits); }

std::string Shown(const CommitId& id) { return id.Hex().substr(0, kShownDigits); }

std::string Shown(const std::string& folder) { return folder.empty() ? "the root" : folder; }

class Teller {
 public:
  Teller(const ForkSuspect& suspect, const CountedHead& ours) : suspect_(suspect), ours_(ours) {}

  std::vector<ForkEvidence> Run() && {
    AddDeclarations();
    if (suspect_.history && suspect_.history->base) AddHistory(*suspect_.history);
    for (const LocatedCopy& copy : suspect_.copies) AddCopy(copy);
    AddContents();
    AddFolders();
    AddLines();
    if (suspect_.dates) AddDates(*suspect_.dates);
    if (!suspect_.third.empty()) {
      Add(ForkProof::kNone, std::string(kThirdBegin) + suspect_.third + std::string(kThirdEnd));
    }
    if (evidence_.size() > kMaxEvidence) evidence_.resize(kMaxEvidence);
    return std::move(evidence_);
  }

 private:
  void Add(ForkProof proof, std::string text) {
    evidence_.push_back({proof, Untrusted(std::move(text))});
  }

  void AddDeclarations() {
    const std::string& name = suspect_.project.name;
    if (suspect_.we_declare)
      Add(ForkProof::kDeclared, "This project names " + name + " as its origin.");
    if (suspect_.they_declare)
      Add(ForkProof::kDeclared, name + " names this project as its origin.");
    if (suspect_.same_parent)
      Add(ForkProof::kDeclared, "Both name the same project as their origin.");
    if (suspect_.project.role == ProjectRole::kTemplate) {
      Add(ForkProof::kDeclared, name + " is registered as a template.");
    }
  }

  void AddHistory(const SharedHistory& history) {
    Add(ForkProof::kNone, Number(history.shared) + " commits in common, the last of them " +
                              Shown(*history.base) + " of " + Day(history.base_date) + "; " +
                              Number(history.ahead) + " ahead, " + Number(history.behind) +
                              " behind.");
    if (history.our_syncs + history.their_syncs > 0) {
      Add(ForkProof::kSyncMerges, Number(history.our_syncs) +
                                      " merges here bring in commits of theirs, " +
                                      Number(history.their_syncs) + " there commits of ours.");
    }
    if (IsSubtreeOfOurs(history) || IsSubtreeOfTheirs(history)) {
      const bool ours = IsSubtreeOfOurs(history);
      Add(ForkProof::kFolder, std::string("The common history stands in a folder ") +
                                  (ours ? "here" : "there") + " and is all of the project " +
                                  (ours ? "there." : "here."));
    } else if (history.base_on_our_mainline != history.base_on_their_mainline) {
      Add(ForkProof::kMainline,
          std::string("That commit stands on the main line (first parents) ") +
              (history.base_on_our_mainline ? "here" : "there") + " only.");
    }
  }

  void AddCopy(const LocatedCopy& copy) {
    std::string text = Shown(copy.folder.bytes()) + " is nearest to ";
    if (!copy.their_folder.empty()) text += copy.their_folder.bytes() + " of ";
    text += "their commit " + Shown(copy.nearest) + " of " + Day(copy.date);
    if (!copy.version.empty()) {
      text += " (" + copy.version.bytes();
      if (copy.after_version > 0) text += " and " + Number(copy.after_version) + " commits";
      text += ")";
    }
    text += ": " + Number(copy.same) + " files the same, " + Number(copy.edited) + " edited, " +
            Number(copy.added) + " added, " + Number(copy.left_out) + " left out; " +
            Number(copy.behind) + " commits behind.";
    Add(ForkProof::kFolder, std::move(text));
  }

  void AddContents() {
    const size_t shared = suspect_.candidate.files.size();
    if (shared == 0) return;
    Add(ForkProof::kNone, Number(shared) + " of our " + Number(ours_.files().size()) +
                              " different contents they have or had, too (" +
                              Percent(suspect_.signals.blob_share) + " by rarity).");
  }

  void AddFolders() {
    if (suspect_.strongest.empty()) return;
    std::string text = "Most of it in ";
    for (const FolderMatch& match : suspect_.strongest) {
      if (&match != &suspect_.strongest.front()) text += ", ";
      text += Shown(ours_.folders()[match.folder].path) + " (" + Number(match.shared) + " of " +
              Number(match.files) + " files)";
    }
    Add(ForkProof::kNone, text + ".");
  }

  void AddLines() {
    const std::vector<FolderLines>& folders = suspect_.signals.lines.folders;
    if (folders.empty() || folders.front().shared == 0) return;
    const auto at = std::ranges::find(ours_.folders(), suspect_.folder, &CountedHead::Folder::path);
    const auto index = static_cast<size_t>(at - ours_.folders().begin());
    const FolderLines& lines = index < folders.size() ? folders[index] : folders.front();
    if (lines.keys == 0) return;
    const double share = static_cast<double>(lines.shared) / static_cast<double>(lines.keys);
    Add(ForkProof::kNone, "Of the lines of " + Shown(suspect_.folder) + ", " + Percent(share) +
                              " are in one version of theirs (by a sample).");
  }

  void AddDates(const FirstSeen& dates) {
    if (dates.theirs + dates.ours == 0) return;
    Add(ForkProof::kFirstSeen, "Of the contents of both, " + Number(dates.theirs) +
                                   " were there first and " + Number(dates.ours) +
                                   " here, by the dates of commits.");
  }

  const ForkSuspect& suspect_;
  const CountedHead& ours_;
  std::vector<ForkEvidence> evidence_;
};

}  // namespace

std::vector<ForkEvidence> EvidenceOf(const ForkSuspect& suspect, const CountedHead& ours) {
  return Teller(suspect, ours).Run();
}

std::optional<std::string> ThirdNamedIn(const ForkEvidence& evidence) {
  const std::string& text = evidence.text.bytes();
  const size_t frame = kThirdBegin.size() + kThirdEnd.size();
  const bool names_it =
      text.size() > frame && text.starts_with(kThirdBegin) && text.ends_with(kThirdEnd);
  if (!names_it) return std::nullopt;
  return text.substr(kThirdBegin.size(), text.size() - frame);
}

}  // namespace headwater::index
