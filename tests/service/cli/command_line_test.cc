// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/cli/command_line.h"

#include <gtest/gtest.h>

#include <vector>

#include "headwater/date.h"

namespace headwater::cli {
namespace {

constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 21;

std::variant<Command, CommandResult> Parse(std::vector<std::string> words) {
  words.insert(words.begin(), "headwater");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  return ParseCommandLine(arguments, kToday);
}

CheckRequest CheckOf(const std::vector<std::string>& words) {
  return std::get<CheckRequest>(std::get<Command>(Parse(words)));
}

TEST(CommandLineTest, CheckWithoutOptionsJudgesThisFolderToday) {
  const CheckRequest request = CheckOf({"check"});
  EXPECT_EQ(".", request.repository);
  EXPECT_FALSE(request.base);
  EXPECT_EQ("HEAD", request.head);
  EXPECT_FALSE(request.worktree || request.all);
  EXPECT_EQ(ReportFormat::kText, request.format);
  EXPECT_EQ(kToday, request.as_of);
}

TEST(CommandLineTest, ACopyIsAPersonsOwnOrTheServices) {
  const auto own = std::get<UpstreamConfirmRequest>(
      std::get<Command>(Parse({"upstream", "confirm", "https://a.example/o/p"})));
  EXPECT_EQ("https://a.example/o/p", own.url);
  EXPECT_EQ("", own.config_file);
  const auto kept = std::get<UpstreamConfirmRequest>(std::get<Command>(
      Parse({"upstream", "confirm", "https://a.example/o/p", "--config", "serve.yml"})));
  EXPECT_EQ("serve.yml", kept.config_file);
  EXPECT_TRUE(std::holds_alternative<CommandResult>(
      Parse({"upstream", "confirm", "x", "--config", "a", "--cache", "b"})));
  EXPECT_TRUE(std::holds_alternative<UpstreamRefreshRequest>(
      std::get<Command>(Parse({"upstream", "refresh"}))));
}

TEST(CommandLineTest, TheChildOfTheForkIndexIsThereAndShownToNobody) {
  EXPECT_TRUE(std::holds_alternative<ForkWorkRequest>(std::get<Command>(Parse({"index", "work"}))));
  const std::string help = std::get<CommandResult>(Parse({"index", "--help"})).out;
  EXPECT_NE(help.find("similar"), std::string::npos);
  EXPECT_EQ(help.find("work"), std::string::npos) << help;
}

PolicyRequest PolicyOf(const std::vector<std::string>& words) {
  return std::get<PolicyRequest>(std::get<Command>(Parse(words)));
}

TEST(CommandLineTest, PoliciesAreValidatedOverThePlatformsFiles) {
  const auto request = std::get<PolicyValidateRequest>(
      PolicyOf({"policy", "validate", "a.yml", "b.yml", "--instance", "i.yml", "--groups", "g"}));
  EXPECT_EQ((std::vector<std::string>{"a.yml", "b.yml"}), request.files);
  EXPECT_EQ("i.yml", request.place.instance_file);
  EXPECT_EQ("g", request.place.group_folder);
  EXPECT_TRUE(std::holds_alternative<CommandResult>(
      Parse({"policy", "validate", "a.yml", "--groups", "g"})));
}

TEST(CommandLineTest, APolicyIsExplainedForTheDefaultBranchToday) {
  const auto request =
      std::get<PolicyExplainRequest>(PolicyOf({"policy", "explain", "--project", "city/web"}));
  EXPECT_EQ("city/web", request.project);
  EXPECT_FALSE(request.branch);
  EXPECT_EQ(kToday, request.as_of);
  EXPECT_TRUE(std::holds_alternative<CommandResult>(Parse({"policy", "explain"})));
  EXPECT_TRUE(std::holds_alternative<CommandResult>(
      Parse({"policy", "explain", "--project", "city/web", "--protected"})));
}

TEST(CommandLineTest, TheStatusOfAPolicyIsReadFromTheServicesFolder) {
  const auto usual = std::get<PolicyStatusRequest>(PolicyOf({"policy", "status"}));
  EXPECT_EQ("/var/lib/headwater", usual.folder);
  EXPECT_FALSE(usual.json);
  const auto other =
      std::get<PolicyStatusRequest>(PolicyOf({"policy", "status", "--store", "/srv", "--json"}));
  EXPECT_EQ("/srv", other.folder);
  EXPECT_TRUE(other.json);
}

TEST(CommandLineTest, APlanNeedsTheNewFileAndCountsFromToday) {
  const auto plan = [](const std::vector<std::string>& words) {
    return std::get<PolicyPlanRequest>(std::get<Command>(Parse(words)));
  };
  const PolicyPlanRequest usual = plan({"policy", "plan", "--instance", "new.yml"});
  EXPECT_EQ("new.yml", usual.place.instance_file);
  EXPECT_EQ("/var/lib/headwater", usual.folder);
  EXPECT_EQ(std::chrono::days(90), usual.days);
  EXPECT_EQ(200U, usual.sample);
  EXPECT_EQ(kToday, usual.as_of);
  EXPECT_EQ(kToday, usual.today);
  const PolicyPlanRequest other =
      plan({"policy", "plan", "--instance", "new.yml", "--groups", "g", "--folder", "/srv",
            "--days", "7", "--sample", "0", "--as-of", "2027-03-01", "--format", "json"});
  EXPECT_EQ("/srv", other.folder);
  EXPECT_EQ(std::chrono::days(7), other.days);
  EXPECT_EQ(0U, other.sample);
  EXPECT_EQ(kToday, other.today);
  EXPECT_NE(kToday, other.as_of);
  EXPECT_EQ(PlanFormat::kJson, other.format);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"policy", "plan"},
        {"policy", "plan", "--instance", "n.yml", "--days", "0"},
        {"policy", "plan", "--instance", "n.yml", "--sample", "-1"},
        {"policy", "plan", "--instance", "n.yml", "--format", "xml"}}) {
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(Parse(words)).exit_code);
  }
}

TEST(CommandLineTest, TheChildOfAPlanIsThereAndShownToNobody) {
  EXPECT_TRUE(std::holds_alternative<PolicyPlanWorkRequest>(
      std::get<Command>(Parse({"policy", "plan-work"}))));
  const std::string help = std::get<CommandResult>(Parse({"policy", "--help"})).out;
  EXPECT_EQ(help.find("plan-work"), std::string::npos) << help;
}

TEST(CommandLineTest, ASchemaIsThatOfAProjectsFileUnlessAnotherIsNamed) {
  const auto project = std::get<PolicySchemaRequest>(PolicyOf({"policy", "schema"}));
  EXPECT_EQ(PolicyFileKind::kProject, project.kind);
  const auto group =
      std::get<PolicySchemaRequest>(PolicyOf({"policy", "schema", "--kind", "group"}));
  EXPECT_EQ(PolicyFileKind::kGroup, group.kind);
}

IndexRequest IndexOf(const std::vector<std::string>& words) {
  return std::get<IndexRequest>(std::get<Command>(Parse(words)));
}

TEST(CommandLineTest, AProjectIsTakenIntoThePublicPartitionUnlessAnotherIsNamed) {
  const IndexRequest plain = IndexOf({"index", "add", "group/kettle", "/srv/kettle"});
  EXPECT_EQ("public", plain.place.partition.text);
  const auto& add = std::get<IndexAddRequest>(plain.what);
  EXPECT_EQ("group/kettle", add.name);
  EXPECT_EQ("/srv/kettle", add.source);
  EXPECT_EQ(ProjectRole::kProject, add.role);
  const IndexRequest named = IndexOf({"index", "add", "k", "/srv/k", "--role", "template",
                                      "--partition", "internal", "--index", "/srv/index"});
  EXPECT_EQ("internal", named.place.partition.text);
  EXPECT_EQ("/srv/index", named.place.folder);
  EXPECT_EQ(ProjectRole::kTemplate, std::get<IndexAddRequest>(named.what).role);
}

TEST(CommandLineTest, TheIndexIsAskedAboutThisFolderUnlessAnotherIsNamed) {
  const auto plain = std::get<IndexQueryRequest>(IndexOf({"index", "query"}).what);
  EXPECT_EQ(".", plain.repository);
  EXPECT_EQ("HEAD", plain.revision);
  EXPECT_EQ(ForksFormat::kText, plain.format);
  const auto named = std::get<IndexQueryRequest>(
      IndexOf({"index", "query", "--repo", "x", "--rev", "v1", "--format", "json"}).what);
  EXPECT_EQ("x", named.repository);
  EXPECT_EQ("v1", named.revision);
  EXPECT_EQ(ForksFormat::kJson, named.format);
}

TEST(CommandLineTest, AnIndexCommandThatLacksWhatItNeedsIsWrongUse) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"index"},
                                             {"index", "add", "name-only"},
                                             {"index", "remove"},
                                             {"index", "similar"},
                                             {"index", "graph", "--format", "png"}}) {
    const auto parsed = Parse(words);
    ASSERT_TRUE(std::holds_alternative<CommandResult>(parsed));
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(parsed).exit_code);
  }
}

TEST(CommandLineTest, CheckTakesItsOptions) {
  const CheckRequest request =
      CheckOf({"check", "--repo", "x", "--base", "main", "--head", "feature", "--format", "sarif",
               "--preset", "strict", "--language", "de", "--as-of", "2024-02-29"});
  EXPECT_EQ("x", request.repository);
  EXPECT_EQ("main", request.base);
  EXPECT_EQ("feature", request.head);
  EXPECT_EQ(ReportFormat::kSarif, request.format);
  EXPECT_EQ("strict", request.preset);
  EXPECT_EQ(Language::kGerman, request.language);
  EXPECT_EQ(std::chrono::sys_days(std::chrono::year(2024) / 2 / 29), request.as_of);
}

TEST(CommandLineTest, PubliccodeValidateTakesFilesAndItsOptions) {
  const auto publiccode = [](const std::vector<std::string>& words) {
    return std::get<PubliccodeValidateRequest>(std::get<Command>(Parse(words)));
  };
  const PubliccodeValidateRequest plain = publiccode({"publiccode", "validate", "a", "b"});
  EXPECT_EQ((std::vector<std::string>{"a", "b"}), plain.files);
  EXPECT_EQ(PubliccodeProfile::kOpenCode, plain.profile);
  EXPECT_EQ(PubliccodeFormat::kText, plain.format);
  const PubliccodeValidateRequest request =
      publiccode({"publiccode", "validate", "a", "--profile", "standard", "--format", "json"});
  EXPECT_EQ(PubliccodeProfile::kStandard, request.profile);
  EXPECT_EQ(PubliccodeFormat::kJson, request.format);
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"publiccode"},
           {"publiccode", "validate"},
           {"publiccode", "validate", "a", "--profile", "strict"}}) {
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(Parse(wrong)).exit_code);
  }
}

TEST(CommandLineTest, SbomValidateTakesFilesAndItsOptions) {
  const auto sbom = [](const std::vector<std::string>& words) {
    return std::get<SbomValidateRequest>(std::get<Command>(Parse(words)));
  };
  const SbomValidateRequest plain = sbom({"sbom", "validate", "a", "b"});
  EXPECT_EQ((std::vector<std::string>{"a", "b"}), plain.files);
  EXPECT_EQ("auto", plain.profile);
  EXPECT_EQ(SbomValidateFormat::kText, plain.format);
  EXPECT_EQ(kToday, plain.as_of);
  const SbomValidateRequest request =
      sbom({"sbom", "validate", "a", "--profile", "bsi-2.1", "--format", "json", "--language", "de",
            "--as-of", "2024-02-29"});
  EXPECT_EQ("bsi-2.1", request.profile);
  EXPECT_EQ(SbomValidateFormat::kJson, request.format);
  EXPECT_EQ(Language::kGerman, request.language);
  EXPECT_EQ(std::chrono::sys_days(std::chrono::year(2024) / 2 / 29), request.as_of);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"sbom"}, {"sbom", "validate"}}) {
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(Parse(words)).exit_code);
  }
}

TEST(CommandLineTest, FixTakesFilesAndTheOptionsOfCheck) {
  const auto fix = [](const std::vector<std::string>& words) {
    return std::get<FixRequest>(std::get<Command>(Parse(words)));
  };
  const FixRequest plain = fix({"fix"});
  EXPECT_FALSE(plain.dry_run || plain.check.all);
  EXPECT_TRUE(plain.files.empty());
  EXPECT_EQ(kToday, plain.check.as_of);
  const FixRequest request = fix({"fix", "--repo", "x", "--dry-run", "--preset", "strict",
                                  "--language", "de", "--worktree", "a.c", "b"});
  EXPECT_EQ("x", request.check.repository);
  EXPECT_TRUE(request.dry_run);
  EXPECT_EQ("strict", request.check.preset);
  EXPECT_EQ(Language::kGerman, request.check.language);
  EXPECT_EQ((std::vector<std::string>{"a.c", "b"}), request.files);
  EXPECT_TRUE(fix({"fix", "--all"}).check.all);
}

TEST(CommandLineTest, RulesTakesAFormat) {
  const auto format = [](const std::vector<std::string>& words) {
    return std::get<RulesRequest>(std::get<Command>(Parse(words))).format;
  };
  EXPECT_EQ(RulesFormat::kText, format({"rules"}));
  EXPECT_EQ(RulesFormat::kMarkdown, format({"rules", "--markdown"}));
  EXPECT_EQ(RulesFormat::kJson, format({"rules", "--format", "json"}));
}

TEST(CommandLineTest, WrongUseExitsWith2AndSaysWhat) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"chek"},
      {"check", "--nonsense"},
      {"check", "extra"},
      {"check", "--format", "xml"},
      {"check", "--language", "fr"},
      {"check", "--as-of", "2026-02-30"},
      {"check", "--as-of", "21.11.2026"},
      {"check", "--all", "--base", "main"},
      {"check", "--all", "--worktree"},
      {"check", "--worktree", "--head", "x"},
      {"check", "--policy", "a", "--preset", "b"},
      {"check", "--base"},
      {"rules", "--markdown", "--format", "json"},
      {"audit"},
      {"audit", "list", "--since", "yesterday"},
      {"audit", "list", "--format", "sarif"},
  };
  for (const auto& words : wrong) {
    const auto parsed = Parse(words);
    const auto* result = std::get_if<CommandResult>(&parsed);
    ASSERT_NE(nullptr, result) << (words.empty() ? "" : words.back());
    EXPECT_EQ(kExitUsage, result->exit_code);
    EXPECT_NE("", result->err);
  }
}

TEST(CommandLineTest, TheRegisterOfWaiversIsListedAndWrittenTo) {
  const auto listed = std::get<WaiverRequest>(
      std::get<Command>(Parse({"waivers", "list", "--store", "/s", "--project", "7", "--all"})));
  EXPECT_EQ(listed.folder, "/s");
  EXPECT_TRUE(listed.OnlyReads());
  EXPECT_EQ(std::get<WaiverListRequest>(listed.asked).project, ProjectId{7});
  EXPECT_TRUE(std::get<WaiverListRequest>(listed.asked).all);
  const auto exported = std::get<WaiverRequest>(std::get<Command>(Parse({"waivers", "export"})));
  EXPECT_EQ(std::get<WaiverListRequest>(exported.asked).format, RegisterFormat::kCsv);
  const auto given = std::get<WaiverRequest>(std::get<Command>(Parse(
      {"waivers", "give", "--project", "7", "--rule", "a/b", "--path", "docs/**", "--merge-request",
       "3", "--until", "2027-06-30", "--reason", "legacy", "--text", "older"})));
  EXPECT_FALSE(given.OnlyReads());
  const auto& give = std::get<WaiverGiveRequest>(given.asked);
  EXPECT_EQ(give.scope.iid, MergeRequestIid{3});
  EXPECT_EQ(give.scope.path, "docs/**");
  EXPECT_EQ(give.until, std::chrono::sys_days(std::chrono::year(2027) / 6 / 30));
  const auto revoked =
      std::get<WaiverRequest>(std::get<Command>(Parse({"waivers", "revoke", "12"})));
  EXPECT_EQ(std::get<WaiverRevokeRequest>(revoked.asked).number, 12U);
}

TEST(CommandLineTest, AWaiverIsBoundToACommitOfAMergeRequestAlone) {
  const std::string commit(40, 'a');
  std::vector<std::string> words = {"waivers",  "give",    "--project",  "7",      "--rule",
                                    "a/b",      "--until", "2027-06-30", "--text", "x",
                                    "--reason", "legacy",  "--head",     commit};
  const auto exit_code = [](const std::vector<std::string>& line) {
    return std::get<CommandResult>(Parse(line)).exit_code;
  };
  EXPECT_EQ(exit_code(words), kExitUsage) << "a project has no head";
  words.insert(words.end(), {"--merge-request", "3"});
  const auto given = std::get<WaiverRequest>(std::get<Command>(Parse(words)));
  EXPECT_EQ(std::get<WaiverGiveRequest>(given.asked).scope.head, CommitId::FromHex(commit));
  words[13] = "abcdef01";
  EXPECT_EQ(exit_code(words), kExitUsage) << "not its whole name";
}

TEST(CommandLineTest, AWaiverWithoutAnEndOrForNoReasonIsWrongUse) {
  EXPECT_EQ(std::get<CommandResult>(Parse({"waivers", "give", "--project", "7", "--rule", "a/b",
                                           "--reason", "legacy", "--text", "x"}))
                .exit_code,
            kExitUsage);
  EXPECT_EQ(
      std::get<CommandResult>(Parse({"waivers", "give", "--project", "7", "--rule", "a/b",
                                     "--until", "2027-02-30", "--reason", "legacy", "--text", "x"}))
          .exit_code,
      kExitUsage);
  EXPECT_EQ(std::get<CommandResult>(
                Parse({"waivers", "give", "--project", "7", "--rule", "a/b", "--until",
                       "2027-02-20", "--reason", "because", "--text", "x"}))
                .exit_code,
            kExitUsage);
}

TEST(CommandLineTest, TheAuditLogIsListedFromTheServicesFolder) {
  auto parsed = Parse({"audit", "list"});
  const auto all = std::get<AuditRequest>(std::get<Command>(parsed));
  EXPECT_EQ("/var/lib/headwater", all.folder);
  EXPECT_FALSE(std::get<AuditListRequest>(all.what).since);
  EXPECT_EQ(RecordFormat::kText, all.format);
  parsed = Parse({"audit", "list", "--store", "/srv", "--since", "2026-11-21", "--format", "json"});
  const auto some = std::get<AuditRequest>(std::get<Command>(parsed));
  EXPECT_EQ("/srv", some.folder);
  EXPECT_EQ(ParseDate("2026-11-21"), std::get<AuditListRequest>(some.what).since);
  EXPECT_EQ(RecordFormat::kJson, some.format);
}

TEST(CommandLineTest, TheAuditLogIsVerifiedAgainstANotedHead) {
  const std::string head = "812:" + std::string(64, 'a');
  const auto parsed = Parse({"audit", "verify", "--expect", head});
  const auto request = std::get<AuditRequest>(std::get<Command>(parsed));
  const auto& verify = std::get<AuditVerifyRequest>(request.what);
  EXPECT_EQ(812U, verify.expected_number);
  EXPECT_EQ(std::string(64, 'a'), verify.expected_hash);
  for (const char* wrong : {"812", ":", "x:1", "0:aa"}) {
    const auto refused = Parse({"audit", "verify", "--expect", wrong});
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(refused).exit_code) << wrong;
  }
}

AuditReportRequest ReportOf(const std::vector<std::string>& words) {
  return std::get<AuditReportRequest>(std::get<Command>(Parse(words)));
}

TEST(CommandLineTest, AReportIsAboutAProjectAGroupOrEverything) {
  const AuditReportRequest all = ReportOf({"report"});
  EXPECT_EQ("", all.project + all.group + all.out);
  EXPECT_EQ(AuditReportFormat::kHtml, all.format);
  EXPECT_EQ(Language::kEnglish, all.language);
  const AuditReportRequest some =
      ReportOf({"report", "--folder", "/srv", "--group", "city", "--since", "2026-11-01", "--until",
                "2026-11-30", "--format", "csv", "--language", "de", "--out", "r.csv"});
  EXPECT_EQ("/srv", some.folder);
  EXPECT_EQ("city", some.group);
  EXPECT_EQ(ParseDate("2026-11-01"), some.since);
  EXPECT_EQ(ParseDate("2026-11-30"), some.until);
  EXPECT_EQ(AuditReportFormat::kCsv, some.format);
  EXPECT_EQ(Language::kGerman, some.language);
  EXPECT_EQ("r.csv", some.out);
}

TEST(CommandLineTest, AReportOfAReleaseNamesItsTags) {
  const AuditReportRequest release =
      ReportOf({"report", "--project", "a/b", "--range", "v1.0..v1.1", "--repository", "/clone"});
  ASSERT_TRUE(release.range);
  EXPECT_EQ("v1.0", release.range->from);
  EXPECT_EQ("v1.1", release.range->to);
  EXPECT_EQ("/clone", release.repository);
  EXPECT_EQ("", ReportOf({"report", "--project", "7", "--range", "..v1"}).range->from);
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"report", "--range", "a..b"},
           {"report", "--project", "7", "--range", "a"},
           {"report", "--project", "7", "--range", "a.."},
           {"report", "--project", "7", "--range", "a...b..c"},
           {"report", "--project", "7", "--range", "a..b", "--since", "2026-11-01"},
           {"report", "--project", "7", "--group", "g"},
           {"report", "--project", "7", "--repository", "/clone"},
           {"report", "--until", "soon"}}) {
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(Parse(wrong)).exit_code) << wrong.back();
  }
}

TEST(CommandLineTest, ARatchetIsResetWithAReason) {
  auto request = std::get<RatchetRequest>(
      std::get<Command>(Parse({"policy", "ratchet", "list", "--project", "a/b"})));
  EXPECT_EQ("a/b", std::get<RatchetListRequest>(request.what).project);
  request = std::get<RatchetRequest>(
      std::get<Command>(Parse({"policy", "ratchet", "reset", "a/b", "license/header-missing",
                               "--because", "a takeover", "--store", "/srv"})));
  const auto& reset = std::get<RatchetResetRequest>(request.what);
  EXPECT_EQ("/srv", request.folder);
  EXPECT_EQ("license/header-missing", reset.rule);
  EXPECT_EQ("a takeover", reset.because);
  const auto refused = Parse({"policy", "ratchet", "reset", "a/b", "license/header-missing"});
  EXPECT_EQ(kExitUsage, std::get<CommandResult>(refused).exit_code);
}

TEST(CommandLineTest, DecisionsAreLookedUpByCommitProjectAndId) {
  const std::string commit(40, 'c');
  auto parsed = Parse({"decisions", "find", "--commit", commit});
  auto request = std::get<DecisionsRequest>(std::get<Command>(parsed));
  EXPECT_EQ(commit, std::get<DecisionsFindRequest>(request.what).commit);
  parsed = Parse({"decisions", "list", "--project", "a/b", "--mr", "3", "--format", "csv"});
  request = std::get<DecisionsRequest>(std::get<Command>(parsed));
  EXPECT_EQ("a/b", std::get<DecisionsListRequest>(request.what).project);
  EXPECT_EQ(3, std::get<DecisionsListRequest>(request.what).iid);
  EXPECT_EQ(RecordFormat::kCsv, request.format);
  parsed = Parse({"decisions", "export"});
  request = std::get<DecisionsRequest>(std::get<Command>(parsed));
  EXPECT_TRUE(std::get<DecisionsListRequest>(request.what).whole);
  EXPECT_EQ(RecordFormat::kJson, request.format);
  parsed = Parse({"replay", "01234567"});
  EXPECT_EQ("01234567", std::get<ReplayRequest>(std::get<Command>(parsed)).decision);
  for (const char* wrong : {"0123", "ABCDEF01", "../01234567"}) {
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(Parse({"replay", wrong})).exit_code) << wrong;
  }
}

/// Works-council law: nothing ranks people, or looks for them, by what they did wrong.
TEST(CommandLineTest, NoCommandAboutRecordsFiltersOrOrdersPeople) {
  const std::vector<std::vector<std::string>> commands = {
      {"decisions", "find"}, {"decisions", "list"}, {"decisions", "show"}, {"decisions", "export"},
      {"audit", "list"},     {"audit", "export"},   {"audit", "verify"},   {"replay"}};
  for (std::vector<std::string> words : commands) {
    words.emplace_back("--help");
    const std::string help = std::get<CommandResult>(Parse(words)).out;
    ASSERT_NE("", help);
    for (const char* option : {"--user", "--actor", "--author", "--person", "--merger", "--by",
                               "--sort", "--order", "--top", "--rank", "--count"}) {
      EXPECT_EQ(std::string::npos, help.find(option)) << words[0] << " " << option;
    }
  }
}

TEST(CommandLineTest, TheServicesHealthIsAskedWhereItsPackageConfiguresIt) {
  const auto usual = std::get<HealthcheckRequest>(std::get<Command>(Parse({"healthcheck"})));
  EXPECT_EQ("/etc/headwater/headwater.yml", usual.config_file);
  const auto other = std::get<HealthcheckRequest>(
      std::get<Command>(Parse({"healthcheck", "--config", "serve.yml"})));
  EXPECT_EQ("serve.yml", other.config_file);
}

TEST(CommandLineTest, HelpAndVersionAreNoErrors) {
  for (const char* word : {"--help", "--version"}) {
    const auto parsed = Parse({word});
    const auto& result = std::get<CommandResult>(parsed);
    EXPECT_EQ(0, result.exit_code);
    EXPECT_NE("", result.out);
    EXPECT_EQ("", result.err);
  }
}

TEST(CommandLineTest, AnArgumentIsEncodedWhenItIsQuotedBack) {
  const auto parsed = Parse({"check", "--format", "\x1b]0;pwned\x07"});
  const std::string& err = std::get<CommandResult>(parsed).err;
  EXPECT_EQ(std::string::npos, err.find('\x1b'));
  EXPECT_NE(std::string::npos, err.find("pwned"));
}

TEST(CommandLineTest, ConnectIsToldWhereAndWhich) {
  const auto request = std::get<ConnectRequest>(
      std::get<Command>(Parse({"connect", "--gitlab", "https://g.example", "--admin-token-file",
                               "t", "--config", "hw.yml", "--url", "https://h.example",
                               "--projects", "a/**", "b/c", "--dry-run", "--language", "en"})));
  EXPECT_EQ((std::vector<std::string>{"a/**", "b/c"}), request.projects);
  EXPECT_TRUE(request.dry_run);
  EXPECT_FALSE(request.system_hook || request.no_hook_admin);
  EXPECT_EQ(Language::kEnglish, request.language);
  EXPECT_EQ("127.0.0.1:8080", request.listen);
}

TEST(CommandLineTest, TheFirstEveningTakesNoTokenOnTheCommandLine) {
  const std::vector<std::vector<std::string>> wrong = {
      {"connect", "--gitlab", "https://g.example", "--config", "hw.yml"},
      {"connect", "--gitlab", "https://g.example", "--config", "hw.yml", "--admin-token", "glpat"},
      {"disconnect", "--config", "hw.yml"},
      {"preview", "--gitlab", "https://g.example"},
      {"preview", "--gitlab", "https://g.example", "--token-file", "t", "--last", "0"},
      {"preview", "--gitlab", "https://g.example", "--token-file", "t", "--last", "101"},
      {"preview", "--gitlab", "https://g.example", "--token-file", "t", "--policy", "p", "--preset",
       "preset:strict"}};
  for (const auto& words : wrong) {
    EXPECT_EQ(kExitUsage, std::get<CommandResult>(Parse(words)).exit_code) << words.back();
  }
}

TEST(CommandLineTest, DoctorAndPreviewHaveTheirDefaults) {
  const auto doctor = std::get<DoctorRequest>(std::get<Command>(Parse({"doctor"})));
  EXPECT_EQ("/etc/headwater/headwater.yml", doctor.config_file);
  EXPECT_FALSE(doctor.json);
  const auto preview = std::get<PreviewRequest>(
      std::get<Command>(Parse({"preview", "--gitlab", "https://g.example", "--token-file", "t"})));
  EXPECT_EQ(50U, preview.last);
  EXPECT_EQ("preset:opencode", preview.preset);
}

}  // namespace
}  // namespace headwater::cli
