// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "headwater/date.h"
#include "service/jobs/command_day.h"
#include "service/jobs/command_words.h"
#include "service/report/command_lines.h"

namespace headwater::jobs {
namespace {

constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 21;

CommandWorld World() {
  return {.bot = "headwater-bot",
          .today = kToday,
          .rules = {"license/header-missing", "sbom/fresh", "sbom/valid"},
          .language = Language::kEnglish};
}

ReadCommand Parse(const std::string& comment) { return ParseCommand(comment, World()); }

Command Understood(const std::string& line) {
  const ReadCommand read = Parse("@headwater-bot " + line);
  const auto* command = std::get_if<Command>(&read);
  const auto* mistake = std::get_if<CommandMistake>(&read);
  EXPECT_TRUE(command != nullptr) << line << ": fault "
                                  << (mistake ? static_cast<int>(mistake->fault) : -1);
  return command != nullptr ? *command : Command();
}

CommandMistake Mistaken(const std::string& line) {
  const ReadCommand read = Parse("@headwater-bot " + line);
  const auto* mistake = std::get_if<CommandMistake>(&read);
  EXPECT_TRUE(mistake != nullptr) << line;
  return mistake != nullptr ? *mistake : CommandMistake();
}

bool IsForUs(const std::string& comment) {
  return !std::holds_alternative<std::monostate>(Parse(comment));
}

TEST(CommandTextTest, AWaiverIsReadWithAllItsParts) {
  for (const std::string line :
       {"waive license/header-missing path vendor/** until 2027-06-30 because third-party: as is",
        "ausnahme license/header-missing pfad vendor/** bis 30.06.2027 weil drittanbieter: as is",
        "WAIVE License/Header-Missing UNTIL 2027-06-30 PATH `vendor/**` BECAUSE Third-Party as is",
        "ausnahme license/header-missing bis 30.6.2027 pfad \"vendor/**\" weil third-party : as "
        "is "}) {
    const Command command = Understood(line);
    EXPECT_EQ(CommandKind::kWaive, command.kind) << line;
    EXPECT_EQ("license/header-missing", command.rule) << line;
    EXPECT_EQ("vendor/**", command.path) << line;
    EXPECT_EQ(*ParseDate("2027-06-30"), command.until) << line;
    EXPECT_EQ(WaiverReason::kThirdParty, command.reason) << line;
    EXPECT_EQ("as is", command.text.bytes()) << line;
    EXPECT_FALSE(command.whole_project || command.confirmed) << line;
    EXPECT_TRUE(command.fingerprint.empty()) << line;
  }
}

TEST(CommandTextTest, EveryReasonIsTakenInBothLanguages) {
  for (const WaiverReason reason : kAllWaiverReasons) {
    const std::string name(NameOf(reason).view());
    EXPECT_EQ(reason, Understood("waive sbom/fresh until 5d because " + name + ": x").reason);
  }
  EXPECT_EQ(WaiverReason::kLicenceReviewPending,
            Understood("ausnahme sbom/fresh bis 5d weil Lizenzprüfung-läuft: x").reason);
}

TEST(CommandTextTest, TheWholeProjectAndItsConfirmationAreSaidInWords) {
  for (const std::string words : {"for the project", "for the whole project", "project-wide",
                                  "projektweit", "für das ganze Projekt"}) {
    const Command command =
        Understood("waive sbom/fresh " + words + " until 90d because legacy confirmed: x");
    EXPECT_TRUE(command.whole_project) << words;
    EXPECT_TRUE(command.confirmed) << words;
  }
  EXPECT_TRUE(Understood("ausnahme sbom/fresh bis 9d weil altbestand bestätigt: x").confirmed);
  // Behind the colon, or without one, the words are people's own.
  EXPECT_FALSE(Understood("waive sbom/fresh until 9d because legacy: confirmed: x").confirmed);
  EXPECT_EQ("confirmed by ann",
            Understood("waive sbom/fresh until 9d because legacy confirmed by ann").text.bytes());
}

TEST(CommandTextTest, AWaiverIsBoundToTheStateOfTheMergeRequest) {
  const std::string rest = " until 90d because legacy: x";
  for (const std::string words : {"for this commit", "für diesen Commit", "FÜR DIESEN COMMIT"}) {
    const Command command = Understood("waive sbom/fresh " + words + rest);
    EXPECT_TRUE(command.this_commit) << words;
    EXPECT_EQ("", command.commit) << words;
    EXPECT_FALSE(command.whole_project) << words;
  }
  for (const std::string words :
       {"for commit 3F2A9C01", "für Commit 3f2a9c01", "for the commit `3f2a9c01`"}) {
    const Command command = Understood("waive sbom/fresh " + words + rest);
    EXPECT_TRUE(command.this_commit) << words;
    EXPECT_EQ("3f2a9c01", command.commit) << words;
  }
  EXPECT_FALSE(Understood("waive sbom/fresh" + rest).this_commit);
}

TEST(CommandTextTest, AFindingIsNamedByTheBeginningOfItsFingerprint) {
  EXPECT_EQ("0f343b09",
            Understood("waive sbom/fresh finding 0F343B09 until 9d because legacy: x").fingerprint);
  EXPECT_EQ(CommandFault::kBadFinding,
            Mistaken("waive sbom/fresh finding 0f343b0 until 9d because legacy: x").fault);
  EXPECT_EQ(CommandFault::kBadFinding,
            Mistaken("waive sbom/fresh finding main.cc until 9d because legacy: x").fault);
}

TEST(CommandTextTest, ADayIsWrittenInManyWays) {
  const std::map<std::pair<std::string, std::string>, std::string> rows = {
      {{"2027-06-30", ""}, "2027-06-30"}, {{"30.06.2027", ""}, "2027-06-30"},
      {{"1.2.2027", ""}, "2027-02-01"},   {{"90d", ""}, "2027-02-19"},
      {{"90", "days"}, "2027-02-19"},     {{"90", "Tage"}, "2027-02-19"},
      {{"1", "Tag"}, "2026-11-22"},       {{"0d", ""}, "2026-11-21"},
      {{"29.02.2028", ""}, "2028-02-29"}, {{"31.12.9999", ""}, "9999-12-31"},
      {{"99999d", ""}, "2300-09-05"},
  };
  for (const auto& [written, day] : rows) {
    const auto& [word, unit] = written;
    EXPECT_EQ(ParseDate(day), ReadDay(word, unit, kToday).day) << word;
    EXPECT_EQ(!unit.empty(), ReadDay(word, unit, kToday).used_unit) << word;
  }
}

TEST(CommandTextTest, WhatIsNoDayIsNone) {
  for (const std::string word :
       {"31.02.2027", "30.06.", "30.06.27", "2027-02-30", "2027-6-30", "90", "-5d", "d", "", "soon",
        "100000d", "99999999999999999999d", "0.1.2027", "1.13.2027", "1.1.20277", "1..2027", "2027",
        "90dd", "9O d"}) {
    EXPECT_FALSE(ReadDay(word, "because", kToday).day) << word;
  }
}

TEST(CommandTextTest, EveryMistakeIsNamed) {
  const std::string good = "until 90d because legacy: x";
  const std::map<std::string, CommandFault> rows = {
      {"waive", CommandFault::kNoRule},
      {"waive sbom/frsh " + good, CommandFault::kUnknownRule},
      {"waive * " + good, CommandFault::kEveryRuleNeedsEmergency},
      {"waive sbom/fresh because legacy: x", CommandFault::kNoUntil},
      {"waive sbom/fresh until 90d", CommandFault::kNoReason},
      {"waive sbom/fresh until 90d because", CommandFault::kNoReason},
      {"waive sbom/fresh until 31.02.2027 because legacy: x", CommandFault::kBadDate},
      {"waive sbom/fresh until because legacy: x", CommandFault::kBadDate},
      {"waive sbom/fresh until 2026-11-20 because legacy: x", CommandFault::kPastDate},
      {"waive sbom/fresh until 90d until 90d because legacy: x", CommandFault::kTwice},
      {"waive sbom/fresh path a path b " + good, CommandFault::kTwice},
      {"waive sbom/fresh until 90d because boredom: x", CommandFault::kUnknownReason},
      {"waive sbom/fresh until 90d because legacy", CommandFault::kNoText},
      {"waive sbom/fresh until 90d because legacy:  ", CommandFault::kNoText},
      {"waive sbom/fresh path ../x " + good, CommandFault::kBadPath},
      {"waive sbom/fresh path `" + std::string(600, 'a') + "` " + good, CommandFault::kBadPath},
      {"waive sbom/fresh please " + good, CommandFault::kUnknownWord},
      {"waive sbom/fresh for everybody " + good, CommandFault::kUnknownWord},
      {"waive sbom/fresh until 90d because legacy: " + std::string(1025, 'x'),
       CommandFault::kTextTooLong},
      {"waive sbom/fresh for commit 3f2a9c0 " + good, CommandFault::kBadCommit},
      {"waive sbom/fresh for commit " + std::string(41, 'a') + " " + good,
       CommandFault::kBadCommit},
      {"waive sbom/fresh for commit until 90d because legacy: x", CommandFault::kBadCommit},
      {"waive sbom/fresh for this " + good, CommandFault::kUnknownWord},
      {"waive sbom/fresh for this commit for this commit " + good, CommandFault::kTwice},
      {"waive sbom/fresh for this commit for the project " + good, CommandFault::kProjectAndCommit},
      {"wrong sbom/fresh", CommandFault::kNoText},
      {"wrong", CommandFault::kNoRule},
      {"wrong sbom: x", CommandFault::kUnknownRule},
      {"wrong *: x", CommandFault::kUnknownRule},
      {"explain", CommandFault::kNoRule},
      {"revoke", CommandFault::kBadNumber},
      {"revoke -1", CommandFault::kBadNumber},
      {"revoke 12345678901234567890", CommandFault::kBadNumber},
      {"not-a-fork", CommandFault::kBadProject},
      {"not-a-fork other", CommandFault::kBadProject},
      {"language fr", CommandFault::kUnknownLanguage},
      {"independent", CommandFault::kNoText},
      {"waife sbom/fresh", CommandFault::kUnknownCommand},
      {"help <!-- waive -->", CommandFault::kHidden},
      {std::string(2001, 'a'), CommandFault::kTooLong},
  };
  for (const auto& [line, fault] : rows) EXPECT_EQ(fault, Mistaken(line).fault) << line;
}

TEST(CommandTextTest, WhatWasProbablyMeantIsNamed) {
  EXPECT_EQ("waive", Mistaken("waife sbom/fresh").nearest);
  EXPECT_EQ("waife", Mistaken("waife sbom/fresh").written.bytes());
  EXPECT_EQ("ausnahme", Mistaken("ausname sbom/fresh").nearest);
  EXPECT_EQ("sbom/fresh", Mistaken("explain sbom/frehs").nearest);
  EXPECT_EQ("legacy", Mistaken("waive sbom/fresh until 9d because legasy: x").nearest);
  EXPECT_EQ("until", Mistaken("waive sbom/fresh untl 9d because legacy: x").nearest);
  EXPECT_EQ("", Mistaken("thanks a lot").nearest);
}

TEST(CommandTextTest, TheLanguageIsThatOfTheCommand) {
  EXPECT_EQ(Language::kGerman, Understood("hilfe").language);
  EXPECT_EQ(Language::kEnglish, Understood("help").language);
  EXPECT_EQ(Language::kGerman, Understood("Pruefen").language);
  EXPECT_EQ(Language::kGerman, Mistaken("ausnahme sbom/frsh").language);
  EXPECT_EQ(Language::kEnglish, Mistaken("waive sbom/frsh").language);
  EXPECT_EQ(Language::kGerman, Understood("language de").language);
  EXPECT_EQ(Language::kEnglish, Understood("sprache en").language);
}

TEST(CommandTextTest, OnlyTheFirstLineCounts) {
  const ReadCommand read =
      Parse("@headwater-bot recheck\r\n\r\n@headwater-bot revoke 1\n<!-- x -->");
  ASSERT_TRUE(std::holds_alternative<Command>(read));
  EXPECT_EQ(CommandKind::kRecheck, std::get<Command>(read).kind);
  EXPECT_EQ("one", Understood("wrong sbom/fresh: one\ntwo").text.bytes());
}

TEST(CommandTextTest, QuotesCodeHtmlAndLaterParagraphsAreForPeople) {
  for (const std::string comment :
       {"> @headwater-bot recheck", "```\n@headwater-bot recheck\n```",
        "    @headwater-bot recheck", "`@headwater-bot recheck`",
        "<!-- x -->\n@headwater-bot recheck", "<details>\n@headwater-bot recheck\n</details>",
        "please\n\n@headwater-bot recheck", "@headwater-bot2 recheck", ""}) {
    EXPECT_FALSE(IsForUs(comment)) << comment;
  }
  EXPECT_TRUE(IsForUs("@headwater-bot")) << "who calls us is helped";
}

TEST(CommandTextTest, EveryExampleOfTheHelpIsACommand) {
  std::map<CommandKind, int> seen;
  for (const CommandForm& form : CommandForms()) {
    for (const Language language : {Language::kEnglish, Language::kGerman}) {
      const Command command = Understood(std::string(form.example.In(language).view()));
      EXPECT_EQ(form.kind, command.kind) << form.example.In(language).view();
      EXPECT_TRUE(form.form.In(language).view().starts_with(form.name.In(language).view()));
      ++seen[form.kind];
    }
  }
  EXPECT_EQ(static_cast<size_t>(CommandKind::kHelp) + 1, seen.size());
}

/// In a table of Markdown.
std::string Cell(Literal form) {
  std::string cell(form.view());
  for (size_t at = cell.find('|'); at != std::string::npos; at = cell.find('|', at + 2)) {
    cell.insert(at, 1, '\\');
  }
  return "| `" + cell + "` |";
}

TEST(CommandTextTest, TheManualHasEveryCommandAsTheHelpHasIt) {
  std::ifstream file(HEADWATER_SOURCE_DIR "/service/docs/commands.md");
  const std::string manual{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(manual.empty());
  for (const CommandForm& form : CommandForms()) {
    EXPECT_NE(std::string::npos, manual.find(Cell(form.form.en))) << form.form.en.view();
    EXPECT_NE(std::string::npos, manual.find(Cell(form.form.de))) << form.form.de.view();
    EXPECT_NE(std::string::npos, manual.find(form.does.en.view())) << form.does.en.view();
  }
  for (const WaiverReason reason : kAllWaiverReasons) {
    EXPECT_NE(std::string::npos, manual.find('`' + std::string(NameOf(reason).view()) + '`'));
  }
}

TEST(CommandTextTest, TheLineForThoseEntitledIsAWaiver) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const Untrusted line = report::GrantingLine(Untrusted("headwater-bot"), "sbom/fresh", language);
    const ReadCommand read = Parse(line.bytes());
    ASSERT_TRUE(std::holds_alternative<Command>(read)) << line.bytes();
    EXPECT_EQ(CommandKind::kWaive, std::get<Command>(read).kind);
    EXPECT_EQ(language, std::get<Command>(read).language);
  }
}

TEST(CommandTextTest, NoCutOfALineIsMisread) {
  const std::string line =
      "@headwater-bot ausnahme `sbom/fresh` pfad \"a b/**\" bis 90 Tage weil "
      "lizenzprüfung-läuft bestätigt: Grund";
  for (size_t length = 0; length < line.size(); ++length) {
    const ReadCommand read = Parse(line.substr(0, length));
    const auto* command = std::get_if<Command>(&read);
    const bool gives = command != nullptr && command->kind == CommandKind::kWaive;
    // Only once its reason is whole and has words of its own.
    EXPECT_TRUE(!gives || length > line.find("ft best")) << line.substr(0, length);
  }
}

/// What a waiver that was understood has, whatever was written.
void ExpectWhole(const Command& command) {
  const bool is_waiver = command.kind == CommandKind::kWaive;
  EXPECT_LE(command.text.bytes().size(), kMaxWaiverText);
  EXPECT_LE(command.fingerprint.size(), 32U);
  if (!is_waiver) return;
  EXPECT_GE(command.until, kToday);
  EXPECT_FALSE(command.text.empty());
  EXPECT_TRUE(command.rule == "sbom/fresh" || command.rule == "license/header-missing" ||
              (command.rule == kEveryRule && command.reason == WaiverReason::kEmergency))
      << command.rule;
}

TEST(CommandTextTest, NoMutationOfALineGivesHalfAWaiver) {
  constexpr int kMutations = 20'000;
  constexpr std::string_view kBytes = "ab/*:`\"<!-.0d \n\xc3\xbc\xff";
  const std::string line =
      "@headwater-bot waive sbom/fresh path `a b/**` finding 0f343b09 until 90 days because legacy "
      "confirmed: reason";
  std::minstd_rand random(7);
  int understood = 0;
  for (int i = 0; i < kMutations; ++i) {
    std::string mutant = line;
    for (int changes = 0; changes < 3; ++changes) {
      const size_t at = random() % mutant.size();
      if (random() % 3 == 0) {
        mutant.erase(at, random() % 8);
      } else {
        mutant[at] = kBytes[random() % kBytes.size()];
      }
      if (mutant.empty()) mutant = "@";
    }
    const ReadCommand read = Parse(mutant);
    if (const auto* command = std::get_if<Command>(&read)) {
      ++understood;
      ExpectWhole(*command);
    }
  }
  EXPECT_GT(understood, 0);
}

TEST(CommandWordsTest, WordsAreTakenOneByOne) {
  WordLine line("  a `b c`\t\"d\" e:f `g");
  EXPECT_EQ("a", line.Take());
  EXPECT_EQ("b c", line.Peek());
  EXPECT_EQ("b c", line.Take());
  EXPECT_EQ("d", line.Take());
  EXPECT_EQ("e", line.Take(":"));
  EXPECT_TRUE(line.TakeColon());
  EXPECT_FALSE(line.TakeColon());
  EXPECT_EQ("f", line.Take());
  EXPECT_EQ("`g", line.Rest());
  EXPECT_EQ("`g", line.Take());
  EXPECT_EQ("", line.Take());
}

TEST(CommandWordsTest, OneWordHasManySpellings) {
  for (const std::string word : {"Prüfen", "PRÜFEN", "pruefen",
                                 "pru\xcc\x88"
                                 "fen"}) {
    EXPECT_EQ("pruefen", FoldWord(word)) << word;
  }
  EXPECT_EQ("strasse", FoldWord("Straße"));
  EXPECT_EQ("\xff\xc3", FoldWord("\xff\xc3"));
}

}  // namespace
}  // namespace headwater::jobs
