// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/replay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "headwater/registry.h"
#include "service/jobs/evaluate_setup.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/record_bytes.h"
#include "service/jobs/record_codec.h"
#include "service/jobs/recorder.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

using Files = tests::RepositoryBuilder::Files;

/// Long enough to be somebody's work, and without a licence header.
std::string Headless() {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "int lid_" + std::to_string(i) + "(void) { return lid_of_the_kettle(); }\n";
  }
  return text;
}
const std::string kHeadless = Headless();
constexpr char kHeader[] = "// SPDX-License-Identifier: EUPL-1.2\n";
constexpr char kRule[] = "license/header-missing";

const config::Shipped kShipped{AllRules(), ShippedRuleSets()};

class ReplayTest : public testing::Test {
 protected:
  /// A judgement of a change, and what it has left in the record.
  Record Judge(const Files& before, const Files& after, Facts facts = {}) {
    EvaluateRequest request;
    request.mirror = "/gone";
    request.target = project.Commit(before, {}, 1'000, "Start\n");
    request.head = project.Commit(after, {*request.target}, 2'000, "Add\n");
    project.Reference("refs/heads/main", *request.target);
    request.target_branch = Untrusted("main");
    request.target_is_default = true;
    request.as_of = std::chrono::sys_days(std::chrono::days(20'000));
    request.standard = "preset:opencode";
    PreparedEvaluation prepared = PrepareEvaluation(request, kShipped).value();
    Recorder recorder(RenderEvaluateRequest(request), kShipped);
    prepared.evaluation.recorder = &recorder;
    prepared.evaluation.facts = std::move(facts);
    auto repository = git::Repository::Open(project.path().string()).value();
    report = EvaluateFiles(repository, prepared.evaluation, prepared.shipped).report;
    return recorder.record().value();
  }

  Record JudgeHeadless() {
    return Judge({{"LICENSE", "text"}}, {{"LICENSE", "text"}, {"lid.c", kHeadless}});
  }

  static const RuleResult& Result(const Report& report, std::string_view rule) {
    return *std::ranges::find_if(
        report.rules, [rule](const RuleResult& one) { return one.info->id.view() == rule; });
  }

  tests::RepositoryBuilder project;
  Report report;
};

TEST_F(ReplayTest, B16ARecordAloneGivesTheSameVerdict) {
  const Record record = JudgeHeadless();
  const auto replayed = Replay(record, AllRules());
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  EXPECT_TRUE(replayed.value().differences.empty());
  EXPECT_EQ(report.outcome, replayed.value().report.outcome);
  EXPECT_EQ(report.policy_hash, replayed.value().report.policy_hash);
  EXPECT_EQ(Verdict::kFail, Result(replayed.value().report, kRule).answer.verdict);
  EXPECT_EQ(0, TellReplay("0123", replayed).exit_code);
}

TEST_F(ReplayTest, AnotherContentIsAnotherVerdictOfTheRuleThatReadIt) {
  const std::string good = std::string(kHeader) + kHeadless;
  const std::string policy =
      std::string("extends: preset:minimal\nrules:\n  ") + kRule + ": {mode: gate}\n";
  Record record =
      Judge({{".headwater.yml", policy}}, {{".headwater.yml", policy}, {"lid.c", good}});
  const auto content = std::ranges::find(record.contents, good);
  ASSERT_NE(record.contents.end(), content);
  *content = kHeadless;
  const auto replayed = Replay(record, AllRules());
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  const auto& differences = replayed.value().differences;
  const auto found = std::ranges::find(differences, kRule, &RuleDifference::rule);
  ASSERT_NE(differences.end(), found);
  EXPECT_TRUE(found->before.starts_with("pass"));
  EXPECT_TRUE(found->now.starts_with("fail"));
  const CommandResult told = TellReplay("0123", replayed);
  EXPECT_EQ(1, told.exit_code);
  EXPECT_NE(std::string::npos, told.out.find(kRule));
}

TEST_F(ReplayTest, AContentThatIsNotRecordedIsNamed) {
  Record record = JudgeHeadless();
  std::erase_if(record.blobs, [&](const RecordedBlob& blob) {
    return blob.state == BlobState::kPresent && record.contents[blob.content] == kHeadless;
  });
  const auto replayed = Replay(record, AllRules());
  ASSERT_FALSE(replayed.ok());
  EXPECT_EQ(Errc::kNotFound, replayed.error().code);
  EXPECT_NE(std::string::npos, replayed.error().message.find("lid.c"));
  const CommandResult told = TellReplay("0123", replayed);
  EXPECT_EQ(kExitUnknown, told.exit_code);
  EXPECT_NE(std::string::npos, told.err.find("lid.c"));
}

TEST_F(ReplayTest, AListOfFilesThatIsNotRecordedIsNamed) {
  Record record = JudgeHeadless();
  std::erase_if(record.views, [](const RecordedView& view) { return view.name == "head"; });
  const auto replayed = Replay(record, AllRules());
  ASSERT_FALSE(replayed.ok());
  EXPECT_NE(std::string::npos, replayed.error().message.find("`head`"));
}

TEST_F(ReplayTest, ARuleThatIsNoLongerThereIsADifference) {
  const Record record = JudgeHeadless();
  std::vector<const RuleEntry*> fewer(AllRules().begin(), AllRules().end());
  std::erase_if(fewer, [](const RuleEntry* rule) { return rule->info.id.view() == kRule; });
  // The presets of the record speak of a rule that this program does not know.
  EXPECT_EQ(Errc::kInvalid, Replay(record, fewer).error().code);
}

TEST_F(ReplayTest, B16AnEngineWithAnotherRuleSaysWhichRule) {
  const Record record = JudgeHeadless();
  const RuleEntry* const old = *std::ranges::find_if(
      AllRules(), [](const RuleEntry* rule) { return rule->info.id.view() == kRule; });
  const RuleEntry newer{.info = old->info,
                        .check = [](const RuleContext&) -> headwater::Result<RuleAnswer> {
                          RuleAnswer answer;
                          answer.verdict = Verdict::kPass;
                          return answer;
                        }};
  std::vector<const RuleEntry*> rules(AllRules().begin(), AllRules().end());
  std::ranges::replace(rules, old, &newer);
  const auto replayed = Replay(record, rules);
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  ASSERT_EQ(1U, replayed.value().differences.size());
  EXPECT_EQ(kRule, replayed.value().differences[0].rule);
}

TEST_F(ReplayTest, TheProjectsOwnPolicyIsReadFromTheRecord) {
  const std::string policy =
      std::string("extends: preset:opencode\nrules:\n  ") + kRule + ": {mode: off}\n";
  const Record record =
      Judge({{".headwater.yml", policy}}, {{".headwater.yml", policy}, {"lid.c", kHeadless}});
  const auto replayed = Replay(record, AllRules());
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  EXPECT_TRUE(replayed.value().differences.empty());
  EXPECT_TRUE(std::ranges::none_of(replayed.value().report.rules, [](const RuleResult& rule) {
    return rule.info->id.view() == kRule;
  }));
}

TEST_F(ReplayTest, NamesThatAreNoTextStayAsTheyAre) {
  const std::string name = "l\xff\x01d.c";
  const Record record = Judge({{"LICENSE", "text"}}, {{"LICENSE", "text"}, {name, kHeadless}});
  const auto replayed =
      Replay(DecodeManifest(EncodeManifest(record)).ok() ? record : Record(), AllRules());
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  const auto& findings = Result(replayed.value().report, kRule).answer.findings;
  ASSERT_EQ(1U, findings.size());
  EXPECT_EQ(name, findings[0].path.bytes());
}

Facts WithSbom(const std::string& bytes) {
  Facts facts;
  facts.gathered = {FactKind::kArtifacts};
  Artifact artifact;
  artifact.origin = ArtifactOrigin::kReport;
  artifact.name = Untrusted("bom.cdx.json");
  artifact.read = [bytes] { return headwater::Result<std::string>(bytes); };
  facts.artifacts.push_back(std::move(artifact));
  return facts;
}

TEST_F(ReplayTest, AnArtifactThatARuleReadIsInTheRecord) {
  const std::string sbom = R"({"bomFormat":"CycloneDX","specVersion":"1.5","version":1})";
  Record record = Judge({{"LICENSE", "text"}}, {{"LICENSE", "text"}, {"a", "b\n"}}, WithSbom(sbom));
  ASSERT_EQ(1U, record.artifacts.size());
  EXPECT_EQ(sbom, record.contents[record.artifacts[0].content]);
  EXPECT_TRUE(Replay(record, AllRules()).value().differences.empty());
  record.artifacts.clear();
  const auto replayed = Replay(record, AllRules());
  ASSERT_FALSE(replayed.ok());
  EXPECT_NE(std::string::npos, replayed.error().message.find("bom.cdx.json"));
}

TEST_F(ReplayTest, ARecordThatIsTooLargeSaysSo) {
  const Record record = Judge({{"LICENSE", "text"}}, {{"LICENSE", "text"}, {"a", "b\n"}},
                              WithSbom(std::string(kMaxRecordBytes + 1, ' ')));
  EXPECT_TRUE(record.too_large);
  EXPECT_TRUE(record.contents.empty());
  const auto replayed = Replay(record, AllRules());
  ASSERT_FALSE(replayed.ok());
  EXPECT_NE(std::string::npos, replayed.error().message.find("too large"));
}

TEST_F(ReplayTest, ARecordComesBackFromItsBytes) {
  const Record record = JudgeHeadless();
  std::string out = "{}\n";
  AppendParts("patch", record, out);
  const ChildOutput parts = SplitOutput(out).value();
  EXPECT_EQ("{}\n", parts.answer);
  EXPECT_EQ("patch", parts.fix_patch);
  const Record back = RecordFrom(ReadRecordBytes(parts.record).value()).value();
  EXPECT_EQ(EncodeManifest(record), EncodeManifest(back));
  EXPECT_EQ(record.contents, back.contents);
  EXPECT_TRUE(Replay(back, AllRules()).value().differences.empty());
}

TEST_F(ReplayTest, ARecordThatIsCutOffIsRefusedWhereverThatIs) {
  const Record record = JudgeHeadless();
  std::string out;
  AppendParts("patch", record, out);
  const std::string manifest = EncodeManifest(record);
  for (size_t length = 0; length < manifest.size(); length += 7) {
    (void)DecodeManifest(manifest.substr(0, length)).ok();
  }
  EXPECT_FALSE(DecodeManifest(manifest.substr(0, manifest.size() - 1)).ok());
  EXPECT_FALSE(DecodeManifest("headwater.reads/2\n").ok());
  EXPECT_FALSE(SplitOutput(std::string("{}\0\xff", 4)).ok());
  const ChildOutput parts = SplitOutput(out).value();
  EXPECT_FALSE(ReadRecordBytes(parts.record.substr(0, parts.record.size() - 1)).ok());
  EXPECT_FALSE(ReadRecordBytes("").ok());
}

TEST_F(ReplayTest, ARuleOfThePolicyAnswersAsItDid) {
  const std::string policy =
      "patterns: {no-kettle: {title: T, why: W, fix: F, added-lines: 'kettle'}}\n";
  const Record record =
      Judge({{".headwater.yml", policy}}, {{".headwater.yml", policy}, {"lid.c", kHeadless}});
  EXPECT_EQ(Verdict::kFail, Result(report, "pattern/no-kettle").answer.verdict);
  const auto replayed = Replay(record, AllRules());
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  EXPECT_TRUE(replayed.value().differences.empty());
  EXPECT_EQ("T", Result(replayed.value().report, "pattern/no-kettle").info->title.en.view());
}

TEST_F(ReplayTest, AnIndexThatLeadsNowhereIsDamage) {
  Record record = JudgeHeadless();
  for (RecordedBlob& blob : record.blobs) blob.content = 1'000'000;
  EXPECT_NO_FATAL_FAILURE((void)Replay(record, AllRules()).ok());
  record.presets[0].content = 1'000'000;
  EXPECT_EQ(Errc::kContent, Replay(record, AllRules()).error().code);
}

/// Facts with something in every member.
Facts FullFacts() {
  Facts facts;
  facts.gathered = {FactKind::kUpstreams, FactKind::kForks, FactKind::kForge};
  facts.facts.push_back({FactKind::kMergeRequestText, "id", Untrusted("t\xffxt")});
  facts.artifacts_under_way = true;
  facts.upstreams.push_back({.name = Untrusted("kettle"),
                             .url = Untrusted("https://example.org"),
                             .fetched = std::chrono::sys_seconds(std::chrono::seconds(5)),
                             .confirmed = true,
                             .state = UpstreamState::kFrozen,
                             .shared_files = 7});
  Provenance provenance;
  provenance.commits.emplace_back();
  provenance.commits[0].origin = Origin::kUpstream;
  provenance.commits[0].already_unknown_because = "stale";
  JudgedClaim& judged = provenance.commits[0].claims.emplace_back();
  judged.claim.kind = ClaimKind::kBackport;
  judged.claim.line = 3;
  judged.grade = Grade::kDangling;
  judged.upstream = 0;
  judged.target = UpstreamCommit{};
  judged.residual.push_back({.path = Untrusted("p"), .missing = 1, .lines = {Untrusted("-x")}});
  judged.follow_ups.push_back({FollowUpKind::kReverts, {}});
  judged.author_kept = false;
  provenance.commits[0].already = AlreadyUpstream{.upstream = 0, .commit = {}, .coverage = 0.25};
  provenance.commits[0].here = AlreadyHere{.branch = {Untrusted("main"), true},
                                           .commit = {},
                                           .subject = Untrusted("s"),
                                           .first_tag = {},
                                           .coverage = 0.5};
  facts.provenance = std::make_shared<const Provenance>(std::move(provenance));
  Sync sync;
  sync.merges.emplace_back();
  sync.merges[0].carries.push_back({.commit = {},
                                    .subject = Untrusted("c"),
                                    .fate = CarryFate::kLost,
                                    .taken = {},
                                    .taken_unknown_because = {},
                                    .lost = {},
                                    .unknown_because = "beyond-bounds"});
  sync.merges[0].beyond = {Untrusted("x")};
  sync.imports.push_back({.upstream = 0, .folder = Untrusted("f"), .files = 30, .added = 31});
  sync.mirror_of = 0;
  facts.sync = std::make_shared<const Sync>(std::move(sync));
  facts.forge = ForgeFacts{.project_url = Untrusted("u"),
                           .forked_from = {},
                           .mirror = true,
                           .squash = true,
                           .squash_template = Untrusted("t")};
  facts.forks.emplace();
  facts.forks->relations.emplace_back();
  facts.forks->relations[0].fork_class = ForkClass::kSibling;
  facts.forks->relations[0].history.emplace();
  facts.forks->told = true;
  facts.forks->unknown_because = kForksUnderWay;
  return facts;
}

TEST(RecordCodecTest, FactsComeBackWhole) {
  const Facts facts = FullFacts();
  const std::string bytes = EncodeObject(facts);
  Facts back;
  ASSERT_TRUE(DecodeObject(bytes, back));
  EXPECT_EQ(bytes, EncodeObject(back));
  EXPECT_EQ("t\xffxt", back.facts[0].value.bytes());
  EXPECT_EQ(Grade::kDangling, back.provenance->commits[0].claims[0].grade);
  EXPECT_EQ(0.25, back.provenance->commits[0].already->coverage);
  EXPECT_EQ(CarryFate::kLost, back.sync->merges[0].carries[0].fate);
  EXPECT_EQ("beyond-bounds", back.sync->merges[0].carries[0].unknown_because.view());
  EXPECT_TRUE(*back.forge->squash);
  EXPECT_EQ(ForkClass::kSibling, back.forks->relations[0].fork_class);
}

TEST(RecordCodecTest, AMemberThatAReaderDoesNotKnowIsPassedOverAndAnAbsentOneHasItsDefault) {
  RecordWriter writer;
  writer("colour", std::string("green"));
  writer("last", uint32_t{9});
  LineRange range{.first = 4, .last = 5};
  ASSERT_TRUE(DecodeObject(std::move(writer).Finish(), range));
  EXPECT_EQ((LineRange{4, 9}), range);
}

TEST(RecordCodecTest, AWordThatIsNoneOfOursIsRefused) {
  RecordWriter writer;
  writer("unknown_because", std::string("because"));
  JudgedClaim claim;
  EXPECT_FALSE(DecodeObject(std::move(writer).Finish(), claim));
}

TEST(RecordFilesTest, AChangedPathLeavesMostPiecesOfAListAsTheyAre) {
  std::vector<FileEntry> files;
  for (int i = 0; i < 2'000; ++i) {
    FileEntry file;
    file.path = Untrusted("folder/file-" + std::to_string(i));
    file.blob.bytes[0] = static_cast<uint8_t>(i);
    files.push_back(file);
  }
  const std::vector<std::string> before = EncodeFiles(files);
  files[1'000].blob.bytes[1] = 1;
  const std::vector<std::string> after = EncodeFiles(files);
  ASSERT_EQ(before.size(), after.size());
  EXPECT_GT(before.size(), 10U);
  size_t differing = 0;
  for (size_t i = 0; i < before.size(); ++i) differing += before[i] == after[i] ? 0 : 1;
  EXPECT_EQ(1U, differing);
  std::vector<FileEntry> back;
  for (const std::string& piece : after) ASSERT_TRUE(AddFiles(piece, back).ok());
  ASSERT_EQ(files.size(), back.size());
  EXPECT_EQ(files[1'000].path, back[1'000].path);
  EXPECT_EQ(files[1'000].blob, back[1'000].blob);
  EXPECT_FALSE(AddFiles(after[0].substr(1), back).ok());
}

}  // namespace
}  // namespace headwater::jobs
