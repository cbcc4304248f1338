// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/evaluate_request.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "headwater/external_rule.h"
#include "service/jobs/merge_request_text.h"

namespace headwater::jobs {
namespace {

constexpr const char* kHead = "1111111111111111111111111111111111111111";

std::string RequestWith(const std::string& members) {
  return R"({"schema":"headwater.evaluate/1","mirror":"/m.git","head":")" + std::string(kHead) +
         R"(","as_of":"2026-11-21","policy":{"preset":"strict"})" + members + "}";
}

TEST(EvaluateRequestTest, TheSmallestRequestIsRead) {
  const Result<EvaluateRequest> request = ReadEvaluateRequest(RequestWith(""));
  ASSERT_TRUE(request.ok()) << request.error().message;
  EXPECT_EQ("/m.git", request.value().mirror);
  EXPECT_EQ(kHead, request.value().head.Hex());
  EXPECT_FALSE(request.value().target);
  EXPECT_EQ("strict", request.value().preset);
  EXPECT_TRUE(request.value().facts.gathered.empty());
}

TEST(EvaluateRequestTest, LayersComeThroughInTheirOrder) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  request.preset.clear();
  request.layers = {{config::LayerKind::kShipped, "preset:opencode", nullptr},
                    {config::LayerKind::kInstance, "instance.yml",
                     std::make_shared<std::string>("own: [\"\xc3\xa4\"]\n")},
                    {config::LayerKind::kGroup, "city.yml", std::make_shared<std::string>("")}};
  request.target_is_protected = true;
  request.default_branch = CommitId::FromHex(kHead);
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(3U, read.value().layers.size());
  for (size_t at = 0; at < request.layers.size(); ++at) {
    const config::LayerText& layer = read.value().layers[at];
    EXPECT_EQ(request.layers[at].kind, layer.kind);
    EXPECT_EQ(request.layers[at].name, layer.name);
    ASSERT_EQ(request.layers[at].yaml == nullptr, layer.yaml == nullptr);
    if (layer.yaml) EXPECT_EQ(*request.layers[at].yaml, *layer.yaml);
  }
  EXPECT_TRUE(read.value().target_is_protected);
  EXPECT_EQ(request.default_branch, read.value().default_branch);
}

TEST(EvaluateRequestTest, WhatABranchIsHeldToComesThrough) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  EXPECT_TRUE(request.clean_since.empty());
  request.clean_since = {{"license/header-missing", std::chrono::year(2026) / 11 / 1},
                         {"sbom/valid", std::chrono::year(2025) / 2 / 28}};
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(request.clean_since, read.value().clean_since);
  for (const char* wrong : {R"(,"clean_since":[])", R"(,"clean_since":{"a/b":"soon"})",
                            R"(,"clean_since":{"a/b":{}})"}) {
    EXPECT_FALSE(ReadEvaluateRequest(RequestWith(wrong)).ok()) << wrong;
  }
}

TEST(EvaluateRequestTest, LayersThatAreNoneAreRefused) {
  const std::string before =
      R"({"schema":"headwater.evaluate/1","mirror":"/m.git","as_of":"2026-11-21","head":")" +
      std::string(kHead) + R"(","policy":{"layers":)";
  for (const char* layers :
       {"[]", "{}", "[1]", R"([{"kind":"project","name":"a","text":""}])",
        R"([{"kind":"instance","name":"a"}])", R"([{"kind":"shipped","name":"a","text":""}])",
        R"([{"kind":"instance","text":""}])", R"([{"kind":"shipped","name":"a","more":1}])",
        R"([{"kind":"shipped","name":"preset:opencode"}],"preset":"strict")"}) {
    EXPECT_FALSE(ReadEvaluateRequest(before + layers + "}}").ok()) << layers;
  }
}

TEST(EvaluateRequestTest, FactsThatWereLookedForDifferFromThoseThatWereNot) {
  const Facts facts =
      ReadEvaluateRequest(RequestWith(R"(,"facts":{"artifacts":[]})")).value().facts;
  EXPECT_TRUE(facts.gathered.contains(FactKind::kArtifacts));
  EXPECT_TRUE(facts.artifacts.empty());
  EXPECT_FALSE(facts.artifacts_under_way);
}

TEST(EvaluateRequestTest, TheMergeRequestsTextIsReadAsItWasWritten) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  const std::string text = "Title \"x\"\n\nZeile 2: \xc3\xa4\xe2\x80\xae\r\n";
  request.facts.gathered.insert(FactKind::kMergeRequestText);
  request.facts.facts.push_back(MergeRequestTextFact(text));
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  const Facts& facts = read.value().facts;
  EXPECT_TRUE(facts.gathered.contains(FactKind::kMergeRequestText));
  EXPECT_FALSE(facts.gathered.contains(FactKind::kArtifacts));
  ASSERT_EQ(1U, facts.facts.size());
  EXPECT_EQ(text, facts.facts[0].value.bytes());
  EXPECT_EQ(request.facts.facts[0].id, facts.facts[0].id);
}

TEST(EvaluateRequestTest, TheBranchThatIsToBeMergedComesThrough) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  request.facts.facts.push_back(SourceBranchFact(Untrusted("feature/\"x\"\n")));
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(1U, read.value().facts.facts.size());
  EXPECT_EQ("feature/\"x\"\n", read.value().facts.facts[0].value.bytes());
  EXPECT_EQ(request.facts.facts[0].id, read.value().facts.facts[0].id);
}

TEST(EvaluateRequestTest, ArtifactsComeThroughWithTheirFileOrTheirProblem) {
  const std::string path = testing::TempDir() + "/artifact_" + std::to_string(getpid());
  std::ofstream(path) << "content";
  EvaluateRequest request =
      ReadEvaluateRequest(RequestWith(R"(,"facts":{"merge_request_text":"a"})")).value();
  Artifact report;
  report.origin = ArtifactOrigin::kReport;
  report.name = Untrusted("gl-sbom.cdx.json");
  report.maker = Untrusted("sbom \"x\"");
  report.commit = CommitId::FromHex(kHead);
  report.file = path;
  Artifact link;
  link.origin = ArtifactOrigin::kRelease;
  link.problem = ArtifactProblem::kElsewhere;
  request.facts.gathered.insert(FactKind::kArtifacts);
  request.facts.artifacts = {report, link};
  request.facts.artifacts_under_way = true;
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  const Facts& facts = read.value().facts;
  EXPECT_EQ(1U, facts.facts.size());
  ASSERT_EQ(2U, facts.artifacts.size());
  EXPECT_EQ(ArtifactOrigin::kReport, facts.artifacts[0].origin);
  EXPECT_EQ(report.maker, facts.artifacts[0].maker);
  EXPECT_EQ(report.commit, facts.artifacts[0].commit);
  EXPECT_EQ("content", facts.artifacts[0].read().value());
  EXPECT_EQ(ArtifactProblem::kElsewhere, facts.artifacts[1].problem);
  EXPECT_TRUE(facts.artifacts_under_way);
}

RequestedUpstream Copy() {
  RequestedUpstream copy;
  copy.info = {.name = Untrusted("Kettle \"x\""),
               .url = Untrusted("https://example.org/kettle"),
               .fetched = std::chrono::sys_seconds(std::chrono::seconds(1'790'000'000)),
               .confirmed = true,
               .state = UpstreamState::kReady};
  copy.repository = "/copies/kettle.git";
  copy.index = "/copies/kettle-index";
  copy.exempts = true;
  copy.aliases = {"https://old.example.org/kettle"};
  copy.only = {"vendor/**", "src/\"a\"/*"};
  return copy;
}

TEST(EvaluateRequestTest, UpstreamsComeThroughWithWhatThereIsOfThem) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  EXPECT_FALSE(ReadEvaluateRequest(RenderEvaluateRequest(request)).value().upstreams);
  RequestedUpstream absent;
  absent.info.url = Untrusted("https://example.org/pot");
  absent.info.state = UpstreamState::kNotAllowed;
  request.upstreams = RequestedUpstreams{
      .all = {Copy(), absent},
      .stale_before = std::chrono::sys_seconds(std::chrono::seconds(1'780'000'000))};
  const Result<EvaluateRequest> read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_TRUE(read.value().upstreams);
  EXPECT_EQ(request.upstreams->stale_before, read.value().upstreams->stale_before);
  ASSERT_EQ(2U, read.value().upstreams->all.size());
  const RequestedUpstream& copy = read.value().upstreams->all[0];
  EXPECT_EQ(Copy().info.name, copy.info.name);
  EXPECT_EQ(Copy().info.url, copy.info.url);
  EXPECT_EQ(Copy().info.fetched, copy.info.fetched);
  EXPECT_TRUE(copy.info.confirmed && copy.exempts);
  EXPECT_EQ(Copy().repository, copy.repository);
  EXPECT_EQ(Copy().index, copy.index);
  EXPECT_EQ(Copy().aliases, copy.aliases);
  EXPECT_EQ(Copy().only, copy.only);
  const RequestedUpstream& other = read.value().upstreams->all[1];
  EXPECT_EQ(UpstreamState::kNotAllowed, other.info.state);
  EXPECT_FALSE(other.info.confirmed || other.exempts || other.info.fetched);
}

TEST(EvaluateRequestTest, NoUpstreamsDifferFromUpstreamsThatNobodyAskedFor) {
  const auto request = ReadEvaluateRequest(RequestWith(R"(,"upstreams":[])"));
  ASSERT_TRUE(request.ok()) << request.error().message;
  EXPECT_TRUE(request.value().upstreams);
}

TEST(EvaluateRequestTest, WhatThePlatformSaysComesThrough) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  request.facts.gathered.insert(FactKind::kForge);
  request.facts.forge = ForgeFacts{.project_url = Untrusted("https://example.org/a"),
                                   .forked_from = Untrusted("https://example.org/b"),
                                   .mirror = true,
                                   .squash = true,
                                   .squash_template = Untrusted("%{title}\n\"%{reference}\"")};
  const Facts facts = ReadEvaluateRequest(RenderEvaluateRequest(request)).value().facts;
  EXPECT_TRUE(facts.gathered.contains(FactKind::kForge));
  ASSERT_TRUE(facts.forge);
  EXPECT_EQ("https://example.org/a", facts.forge->project_url.bytes());
  EXPECT_EQ("https://example.org/b", facts.forge->forked_from.bytes());
  EXPECT_TRUE(facts.forge->mirror);
  EXPECT_EQ(true, facts.forge->squash);
  ASSERT_TRUE(facts.forge->squash_template);
  EXPECT_EQ("%{title}\n\"%{reference}\"", facts.forge->squash_template->bytes());
}

TEST(EvaluateRequestTest, WhatThePlatformDoesNotSayStaysUnsaid) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  request.facts.gathered.insert(FactKind::kForge);
  request.facts.forge.emplace();
  const Facts facts = ReadEvaluateRequest(RenderEvaluateRequest(request)).value().facts;
  ASSERT_TRUE(facts.forge);
  EXPECT_FALSE(facts.forge->squash || facts.forge->squash_template);
}

TEST(EvaluateRequestTest, AnUpstreamThatIsNoneIsRefused) {
  for (const char* upstream : {
           R"("text")",
           R"({"state":"ready","repository":"/r","index":"/i"})",
           R"({"url":"git@example.org:a/b","state":"frozen"})",
           R"({"url":"https://example.org/a","state":"lost"})",
           R"({"url":"https://example.org/a","state":"ready"})",
           R"({"url":"https://example.org/a","state":"ready","repository":"/r"})",
           R"({"url":"https://example.org/a","state":"frozen","repository":"/r","index":"/i"})",
           R"({"url":"https://example.org/a","state":"frozen","fetched":"now"})",
           R"({"url":"https://example.org/a","state":"frozen","fetched":99999999999999})",
           R"({"url":"https://example.org/a","state":"frozen","aliases":[1]})",
           R"({"url":"https://example.org/a","state":"frozen","colour":"red"})",
       }) {
    const auto read =
        ReadEvaluateRequest(RequestWith(std::string(R"(,"upstreams":[)") + upstream + "]"));
    ASSERT_FALSE(read.ok()) << upstream;
    EXPECT_NE(std::string::npos, read.error().message.find("upstreams")) << read.error().message;
  }
  EXPECT_FALSE(ReadEvaluateRequest(RequestWith(R"(,"stale_before":1)")).ok());
  EXPECT_FALSE(ReadEvaluateRequest(RequestWith(R"(,"facts":{"forge":{"colour":1}})")).ok());
}

TEST(EvaluateRequestTest, EverythingElseIsRead) {
  const EvaluateRequest request =
      ReadEvaluateRequest(RequestWith(R"(,"repository":"a/b","target":")" + std::string(kHead) +
                                      R"(","target_branch":"main","target_is_default":true,
                          "facts":{"artifacts":[{"origin":"release","name":"bom.json",
                          "problem":"gone"}]},
                          "limits":{"memory_bytes":0,"cpu_seconds":7})"))
          .value();
  EXPECT_EQ("a/b", request.repository.bytes());
  EXPECT_EQ("main", request.target_branch.bytes());
  EXPECT_TRUE(request.target && request.target_is_default);
  EXPECT_EQ("bom.json", request.facts.artifacts.at(0).name.bytes());
  EXPECT_EQ(0U, request.limits.memory_bytes);
  EXPECT_EQ(7U, request.limits.cpu_seconds);
}

TEST(MergeRequestTextTest, IsTitleEmptyLineDescription) {
  ForgeMergeRequest merge_request;
  merge_request.title = Untrusted("Title");
  EXPECT_EQ("Title", MergeRequestText(merge_request));
  merge_request.description = Untrusted("Text\n");
  EXPECT_EQ("Title\n\nText\n", MergeRequestText(merge_request));
}

TEST(MergeRequestTextTest, IsCutBetweenTwoCharacters) {
  ForgeMergeRequest merge_request;
  std::string description;
  while (description.size() <= kMaxMergeRequestText) description += "\xf0\x9f\x8c\x8a";
  for (const char* title : {"a", "ab", "abc", "abcd"}) {
    merge_request.title = Untrusted(title);
    merge_request.description = Untrusted(description);
    const std::string text = MergeRequestText(merge_request);
    EXPECT_LE(text.size(), kMaxMergeRequestText);
    EXPECT_GT(text.size(), kMaxMergeRequestText - 4);
    EXPECT_TRUE(text.ends_with("\xf0\x9f\x8c\x8a")) << title;
  }
  merge_request.description = Untrusted(std::string(2 * kMaxMergeRequestText, '\x80'));
  EXPECT_GE(MergeRequestText(merge_request).size(), kMaxMergeRequestText - 3) << "no UTF-8";
}

TEST(EvaluateRequestTest, WhatIsWrongIsNamed) {
  const std::pair<std::string, std::string> rows[] = {
      {"", "request"},
      {"[]", "request: expected an object"},
      {"{}", "request: `schema` is missing"},
      {RequestWith(R"(,"extra":1)"), "request: unknown member `extra`"},
      {RequestWith(R"(,"target":"HEAD")"), "request: `target`: expected 40 hexadecimal digits"},
      {RequestWith(R"(,"target_is_default":1)"),
       "request: `target_is_default`: expected true or false"},
      {RequestWith(R"(,"repository":{})"), "request: `repository`: expected a string"},
      {RequestWith(R"(,"limits":{"memory_bytes":-1})"),
       "request: `limits.memory_bytes`: expected a whole number"},
      {RequestWith(R"(,"facts":{"weather":[]})"),
       "request: `facts`: expected `artifacts`, `artifacts_under_way`, `external`, `forge`, "
       "`forks`, `merge_request_text` and `source_branch`"},
      {RequestWith(R"(,"facts":{"external":{"license/x":{"answer":"a"}}})"),
       "request: `facts.external`: expected ids of external rules"},
      {RequestWith(R"(,"facts":{"external":{"external/x":{}}})"),
       "request: `facts.external`: expected either `answer` or `problem`"},
      {RequestWith(R"(,"facts":{"external":{"external/x":{"problem":"rain"}}})"),
       "request: `facts.external.problem`: expected a word of the contract"},
      {RequestWith(R"(,"facts":{"artifacts":"a"})"), "request: `facts.artifacts`: expected a list"},
      {RequestWith(R"(,"facts":{"artifacts":[{"origin":"report"}]})"),
       "request: `facts.artifacts`: expected either `file` or a `problem`"},
      {RequestWith(R"(,"facts":{"artifacts":[{"origin":"moon"}]})"),
       "request: `facts.artifacts.origin`: expected `given`, `report`, `archive` or `release`"},
      {RequestWith(R"(,"facts":{"merge_request_text":["a"]})"),
       "request: `facts.merge_request_text`: expected a string"},
  };
  for (const auto& [json, message] : rows) {
    const Result<EvaluateRequest> request = ReadEvaluateRequest(json);
    ASSERT_FALSE(request.ok()) << json;
    EXPECT_EQ(0U, request.error().message.find(message)) << request.error().message;
  }
}

TEST(EvaluateRequestTest, WhatExternalRulesSaidComesBack) {
  EvaluateRequest request = ReadEvaluateRequest(RequestWith("")).value();
  request.facts.facts.push_back(ExternalFact("external/a", {std::nullopt, "{\"x\":\n1}"}));
  request.facts.facts.push_back(ExternalFact("external/b", {ExternalProblem::kTooLate, ""}));
  const auto read = ReadEvaluateRequest(RenderEvaluateRequest(request));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ("{\"x\":\n1}", FindExternalAnswer(read.value().facts, "external/a")->bytes);
  EXPECT_EQ(ExternalProblem::kTooLate,
            FindExternalAnswer(read.value().facts, "external/b")->problem);
}

TEST(EvaluateRequestTest, APolicyIsOneOfTwoThings) {
  const std::string head = R"({"schema":"headwater.evaluate/1","mirror":"/m","head":")" +
                           std::string(kHead) + R"(","as_of":"2026-11-21","policy":)";
  EXPECT_TRUE(ReadEvaluateRequest(head + R"({"name":"n","text":""}})").ok());
  EXPECT_FALSE(ReadEvaluateRequest(head + R"({"name":"n","preset":"p"}})").ok());
  EXPECT_FALSE(ReadEvaluateRequest(head + "{}}").ok());
}

}  // namespace
}  // namespace headwater::jobs
