// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/fix_text.h"

#include <algorithm>

#include "headwater/sink.h"
#include "service/report/level.h"
#include "service/report/render.h"
#include "service/report/text.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

constexpr Text kMended = {": mended: ", ": behoben: "};
constexpr Text kWouldMend = {": would be mended: ", ": würde behoben: "};
constexpr Text kCreated = {": created: ", ": angelegt: "};
constexpr Text kWouldCreate = {": would be created: ", ": würde angelegt: "};
constexpr Text kNotMended = {": not mended: ", ": nicht behoben: "};

Text WordsFor(const FixedFile& file, bool dry_run) {
  if (!file.problem.empty()) return kNotMended;
  if (file.created) return dry_run ? kWouldCreate : kCreated;
  return dry_run ? kWouldMend : kMended;
}

Line FileLine(const FixedFile& file, bool dry_run, Language language) {
  Line line = RenderPlace<Sink::kTerminal>(file.path, {}, Subject::kChange);
  line << WordsFor(file, dry_run).In(language);
  if (!file.problem.empty()) return line << file.problem;
  for (size_t i = 0; i < file.rules.size(); ++i) {
    if (i > 0) line << ", ";
    line << file.rules[i];
  }
  return line;
}

Line NumbersLine(const FixSummary& summary, Language language) {
  static constexpr Text kFiles = {" files mended, ", " Dateien behoben, "};
  static constexpr Text kOneFile = {" file mended, ", " Datei behoben, "};
  static constexpr Text kFilesToMend = {" files to be mended, ", " Dateien zu beheben, "};
  static constexpr Text kOneFileToMend = {" file to be mended, ", " Datei zu beheben, "};
  static constexpr Text kLeft = {" left for a person, ", " verbleiben, "};
  static constexpr Text kNotChecked = {" not checked", " nicht geprüft"};
  const auto changed = static_cast<uint64_t>(
      std::count_if(summary.files.begin(), summary.files.end(),
                    [](const FixedFile& file) { return file.problem.empty(); }));
  const Tally tally = TallyOf(summary.left);
  const Text& many = summary.dry_run ? kFilesToMend : kFiles;
  const Text& one = summary.dry_run ? kOneFileToMend : kOneFile;
  Line line;
  line << "headwater: " << changed << (changed == 1 ? one : many).In(language)
       << tally.required + tally.recommended << kLeft.In(language) << tally.not_checked
       << kNotChecked.In(language);
  return line;
}

}  // namespace

std::string RenderFixText(const FixSummary& summary, Language language) {
  std::string text;
  for (const FixedFile& file : summary.files) {
    text += FileLine(file, summary.dry_run, language).text() + "\n";
  }
  if (summary.left.problem) return text + RenderText(summary.left, language);
  text += RenderFindings(summary.left, language);
  return text + NumbersLine(summary, language).text() + "\n";
}

}  // namespace headwater::report
