// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// What no schema says: the holes of the published schemas first, then every sentence with a
// document that earns it and one that does not.
#include "rules/sbom/soundness.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/sbom.h"
#include "tests/rules/sbom_samples.h"

namespace headwater::sbom {
namespace {

using State = SbomAnswer::State;

constexpr std::chrono::sys_days kToday =
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / std::chrono::day(21));

std::string Shown(const std::vector<SbomProblem>& problems) {
  std::string shown;
  for (const SbomProblem& problem : problems) {
    EXPECT_FALSE(problem.text.en.view().empty()) << problem.message.key << " has no sentence";
    if (!shown.empty()) shown += "; ";
    shown += problem.pointer.bytes() + " " + problem.message.key;
  }
  return shown;
}

SbomAnswer Judge(std::string bytes) {
  auto answers = JudgeSbom(std::move(bytes), {.as_of = kToday, .profile = "auto"});
  EXPECT_EQ(1U, answers.size());
  return std::move(answers.front());
}

std::string ErrorsOf(std::string bytes) { return Shown(Judge(std::move(bytes)).errors); }
std::string WarningsOf(std::string bytes) { return Shown(Judge(std::move(bytes)).warnings); }

/// A document without fault, with `rest` besides what it must have.
std::string Bom(std::string_view rest, std::string_view metadata = "") {
  return R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":)"
         R"({"type":"application","bom-ref":"app","name":"app","version":"1"})" +
         std::string(metadata) + "}," + std::string(rest) + "}";
}

/// One component that has `rest` besides a name.
std::string Part(std::string_view rest) {
  return Bom(R"("components":[{"type":"file","bom-ref":"a","name":"a",)" + std::string(rest) +
             "}]");
}

std::string License(std::string_view license) {
  return Part(R"("licenses":[)" + std::string(license) + "]");
}

/// A library called left-pad 1.3.0.
std::string Library(std::string_view purl) {
  return Bom(R"("components":[{"type":"library","name":"left-pad","version":"1.3.0","purl":")" +
             std::string(purl) + R"("}])");
}

std::string Graph(std::string_view dependencies) {
  return Bom(R"("components":[{"type":"file","bom-ref":"a","name":"a"},)"
             R"({"type":"application","bom-ref":"b","name":"b"},)"
             R"({"type":"application","bom-ref":"c","name":"c"}],"dependencies":[)" +
             std::string(dependencies) + "]");
}

// The nine holes of the official JSON schema: each passes every schema validator.

TEST(SchemaHoleTest, DuplicateBomRefWithDifferingObjects) {
  EXPECT_EQ("/components/1/bom-ref id-not-unique",
            ErrorsOf(Bom(R"("components":[{"type":"file","bom-ref":"a","name":"a"},)"
                         R"({"type":"file","bom-ref":"a","name":"b"}])")));
}

TEST(SchemaHoleTest, DanglingDependsOnAndRef) {
  EXPECT_EQ(
      "/dependencies/0/ref dangling-reference; /dependencies/0/dependsOn/0 "
      "dangling-reference",
      WarningsOf(Bom(R"("components":[{"type":"file","name":"a"}],)"
                     R"("dependencies":[{"ref":"x","dependsOn":["y"]}])")));
}

TEST(SchemaHoleTest, PurlThatIsNone) {
  EXPECT_EQ("/components/0/purl purl-no-scheme", ErrorsOf(Library("not a purl")));
}

TEST(SchemaHoleTest, ExceptionAsLicenseId) {
  EXPECT_EQ("/components/0/licenses/0/license/id exception-as-license",
            ErrorsOf(License(R"({"license":{"id":"Classpath-exception-2.0"}})")));
}

TEST(SchemaHoleTest, LicenseNameThatIsAnId) {
  EXPECT_EQ("/components/0/licenses/0/license/name name-is-id",
            WarningsOf(License(R"({"license":{"name":"MIT"}})")));
}

TEST(SchemaHoleTest, HashOfAnotherAlgorithmsLength) {
  EXPECT_EQ("/components/0/hashes/0/content hash-length",
            ErrorsOf(Part(R"("hashes":[{"alg":"SHA-512","content":)"
                          R"("d41d8cd98f00b204e9800998ecf8427e"}])")));
}

TEST(SchemaHoleTest, ExpressionThatIsNone) {
  EXPECT_EQ("/components/0/licenses/0/expression expression-wrong-at",
            ErrorsOf(License(R"({"expression":"FOO BAR ((("})")));
}

TEST(SchemaHoleTest, TimestampInTheFuture) {
  EXPECT_EQ("/metadata/timestamp timestamp-future",
            ErrorsOf(Bom(R"("components":[{"type":"file","name":"a"}])",
                         R"(,"timestamp":"2099-01-01T00:00:00Z")")));
}

TEST(SchemaHoleTest, DuplicateKeys) {
  EXPECT_EQ("/components/0/version duplicate-key",
            ErrorsOf(Part(R"("version":"1","version":"2")")));
}

TEST(SoundnessTest, ASoundDocumentIsValidAndHasNoWarnings) {
  const SbomAnswer answer = Judge(Library("pkg:npm/left-pad@1.3.0"));
  EXPECT_EQ(State::kValid, answer.state);
  EXPECT_EQ("", Shown(answer.errors));
  EXPECT_EQ("", Shown(answer.warnings));
  EXPECT_EQ(2U, answer.components);
}

struct Case {
  std::string fine;
  std::string faulty;
  std::string problem;  ///< With `?` before it: a warning.
};

void ExpectCases(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const bool is_warning = one.problem.starts_with('?');
    const std::string key = one.problem.substr(is_warning ? 1 : 0);
    const SbomAnswer fine = Judge(one.fine);
    EXPECT_EQ("", Shown(fine.errors)) << one.fine;
    EXPECT_EQ("", Shown(fine.warnings)) << one.fine;
    const SbomAnswer faulty = Judge(one.faulty);
    EXPECT_EQ(is_warning ? "" : key, Shown(faulty.errors)) << one.faulty;
    EXPECT_EQ(is_warning ? key : "", Shown(faulty.warnings)) << one.faulty;
  }
}

TEST(SoundnessTest, Timestamps) {
  const auto at = [](const std::string& time) {
    return Bom(R"("components":[{"type":"file","name":"a"}])", R"(,"timestamp":")" + time + '"');
  };
  ExpectCases({
      {at("2026-11-22T23:59:59Z"), at("2026-11-23T00:00:00Z"),
       "/metadata/timestamp timestamp-future"},
      {at("2026-11-23T01:00:00+02:00"), at("2026-11-22T23:00:00-01:00"),
       "/metadata/timestamp timestamp-future"},
      {at("2011-08-01T00:00:00Z"), at("1970-01-01T00:00:00Z"),
       "?/metadata/timestamp timestamp-old"},
  });
}

TEST(SoundnessTest, TimestampIsReadAsTheStandardsWriteIt) {
  for (const char* text :
       {"2026-01-31T12:00:00Z", "2026-01-31t12:00:00z", "2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00+05:30", "2026-01-31T24:00:00", "2026-01-31T23:59:60Z"}) {
    EXPECT_TRUE(ParseTimestamp(text)) << text;
  }
  for (const char* text :
       {"", "2026-01-31", "2026-02-30T12:00:00Z", "2026-01-31 12:00:00Z", "2026-01-31T25:00:00Z",
        "2026-01-31T12:60:00Z", "2026-01-31T12:00Z", "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00+15:00", "2026-01-31T12:00:00Zx", "yesterday"}) {
    EXPECT_FALSE(ParseTimestamp(text)) << text;
  }
  EXPECT_EQ(ParseTimestamp("2026-01-31T10:00:00Z"), ParseTimestamp("2026-01-31T12:00:00+02:00"));
}

TEST(SoundnessTest, WhatTheSchemaCallsWrongIsNotCalledWrongAgain) {
  for (const std::string& document :
       {Bom(R"("components":[{"type":"file","name":"a"}])", R"(,"timestamp":"yesterday")"),
        Part(R"("hashes":[{"alg":"MD5","content":"zz"}])")}) {
    const SbomAnswer answer = Judge(document);
    EXPECT_FALSE(answer.errors.empty());
    for (const SbomProblem& problem : answer.errors) EXPECT_EQ("schema", problem.check.view());
  }
}

TEST(SoundnessTest, Hashes) {
  const std::string digits(32, 'a');
  const std::string more(40, 'b');
  const auto hash = [](const std::string& algorithm, const std::string& value) {
    return Part(R"("hashes":[{"alg":")" + algorithm + R"(","content":")" + value + R"("}])");
  };
  ExpectCases({
      {hash("MD5", digits), hash("SHA-1", digits), "/components/0/hashes/0/content hash-length"},
      {hash("SHA-1", more), hash("MD5", more), "/components/0/hashes/0/content hash-length"},
      {hash("BLAKE3", digits), hash("BLAKE2b-256", digits),
       "/components/0/hashes/0/content hash-length"},
  });
}

TEST(SoundnessTest, Licenses) {
  const auto expression = [](const std::string& text) {
    return License(R"({"expression":")" + text + R"("})");
  };
  const std::string at = "/components/0/licenses/0/expression ";
  ExpectCases({
      {expression("MIT OR Apache-2.0"), expression("MIT OR"), at + "expression-wrong"},
      {expression("(MIT)"), expression("MIT Apache-2.0"), at + "expression-wrong-at"},
      {expression("GPL-2.0-only WITH Classpath-exception-2.0"),
       expression("MIT AND Classpath-exception-2.0"), at + "exception-as-license"},
      {expression("LicenseRef-own"), expression("GPL-2.0-only WITH MIT"),
       at + "license-as-exception"},
      {expression("GPL-2.0-or-later"), expression("Quite-New-1.0 OR MIT"),
       "?" + at + "expression-unlisted"},
      // A former identifier means what it meant.
      {expression("GPL-2.0+"), expression("GPL-3 OR MIT"), "?" + at + "expression-unlisted"},
      {License(R"({"license":{"name":"Own terms of use"}})"),
       License(R"({"license":{"name":"apache-2.0"}})"),
       "?/components/0/licenses/0/license/name name-is-id"},
      {License(R"({"license":{"name":"MIT OR Beer"}})"),
       License(R"({"license":{"name":"MIT OR Apache-2.0"}})"),
       "?/components/0/licenses/0/license/name name-is-expression"},
  });
}

TEST(SoundnessTest, ANewerLicenseIdIsAWarning) {
  const SbomAnswer answer = Judge(License(R"({"license":{"id":"Quite-New-1.0"}})"));
  EXPECT_EQ(State::kValid, answer.state);
  EXPECT_EQ("/components/0/licenses/0/license/id unlisted-spdx-id", Shown(answer.warnings));
}

TEST(SoundnessTest, Purls) {
  const std::string good = Library("pkg:npm/left-pad@1.3.0");
  const std::string at = "/components/0/purl ";
  const auto component = [](const std::string& name, const std::string& purl) {
    return Bom(R"("components":[{"type":"library","name":")" + name +
               R"(","version":"1.0","purl":")" + purl + R"("}])");
  };
  ExpectCases({
      {good, Library("pkg:npm"), at + "purl-no-name"},
      {good, Library("pkg:"), at + "purl-no-type"},
      {good, Library("pkg:n_m/left-pad@1.3.0"), at + "purl-wrong-type"},
      {good, Library("pkg:npm/left%zzpad@1.3.0"), at + "purl-encoding"},
      {good, Library("pkg:npm/left-pad@1.3.0?a=1&a=2"), at + "purl-double-key"},
      {good, Library("pkg:npm/left-pad@1.3.0?0=1"), at + "purl-key"},
      {good, Library("pkg:npm/left-pad@1.3.0?x=" + std::string(5000, 'x')), at + "purl-too-long"},
      // Rules of types.
      {component("a", "pkg:maven/org.example/a@1.0"), component("a", "pkg:maven/a@1.0"),
       "?" + at + "purl-namespace-needed"},
      {component("a", "pkg:cargo/a@1.0"), component("a", "pkg:cargo/x/a@1.0"),
       "?" + at + "purl-namespace-forbidden"},
      // Other than the component.
      {good, Library("pkg:npm/right-pad@1.3.0"), "?" + at + "purl-other-name"},
      {good, Library("pkg:npm/left-pad@1.3.1"), "?" + at + "purl-other-version"},
      {component("org.example:a", "pkg:maven/org.example/a@1.0"),
       component("org.example:a", "pkg:maven/org.example/b@1.0"), "?" + at + "purl-other-name"},
      {component("Zope_Interface", "pkg:pypi/zope-interface@1.0"),
       component("zope", "pkg:pypi/other@1.0"), "?" + at + "purl-other-name"},
      {component("example.org/a/v2", "pkg:golang/example.org/a/v2@v1.0"),
       component("example.org/a/v2", "pkg:golang/example.org/a/v2@v2.0"),
       "?" + at + "purl-other-version"},
      {component("tool", "pkg:generic/anything@9"), component("tool", "pkg:npm/tool@9"),
       "?" + at + "purl-other-version"},
  });
}

TEST(SoundnessTest, AComponentHasOnePurlAndNoOtherHasIt) {
  const auto two = [](const std::string& a, const std::string& b) {
    return Bom(R"("components":[{"type":"library","name":"a","purl":"pkg:npm/a@)" + a +
               R"("},{"type":"framework","name":"a","purl":"pkg:npm/a@)" + b + R"("}])");
  };
  ExpectCases({
      {two("1", "2"), two("1", "1"), "?/components/1 purl-shared"},
      {Bom(R"("components":[{"type":"file","name":"a"}])"),
       Bom(R"("components":[{"type":"library","name":"a"},{"type":"library","name":"b"}])"),
       "?/components/0 purl-missing"},
      // What is installed twice is listed twice.
      {Bom(R"("components":[{"type":"library","name":"a","purl":"pkg:npm/a@1"},{"type":"library",)"
           R"("name":"b","purl":"pkg:npm/b@1","components":[{"type":"library","name":"a",)"
           R"("purl":"pkg:npm/a@1"}]}])"),
       two("3", "3"), "?/components/1 purl-shared"},
  });
}

TEST(SoundnessTest, SeveralPurlsOfOneComponentDiffer) {
  const std::string document =
      R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"a","dataLicense":"CC0-1.0",)"
      R"("documentNamespace":"https://example.org/a","documentDescribes":["SPDXRef-p"],)"
      R"("creationInfo":{"created":"2026-01-31T12:00:00Z","creators":["Tool: t"]},"packages":[)"
      R"({"SPDXID":"SPDXRef-p","name":"p","downloadLocation":"NONE"},)"
      R"({"SPDXID":"SPDXRef-q","name":"q","downloadLocation":"NONE","externalRefs":[)"
      R"({"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl",)"
      R"("referenceLocator":"pkg:npm/q@1"},{"referenceCategory":"PACKAGE-MANAGER",)"
      R"("referenceType":"purl","referenceLocator":"pkg:npm/q@2"}]}]})";
  EXPECT_EQ("/packages/1 purls-differ", WarningsOf(document));
}

TEST(SoundnessTest, Structure) {
  const std::string chain =
      Graph(R"({"ref":"app","dependsOn":["a","b"]},{"ref":"b","dependsOn":["c"]})");
  ExpectCases({
      {chain, Graph(R"({"ref":"app","dependsOn":["a","b"]})"), "?/components/2 not-reachable"},
      // Nothing is stated: nothing is concluded.
      {Graph(""), Graph(R"({"ref":"a","dependsOn":["b"]})"), "?/components/1 not-reachable"},
      {chain,
       Graph(R"({"ref":"app","dependsOn":["a","b"]},{"ref":"b","dependsOn":["c"]},)"
             R"({"ref":"c","dependsOn":["b"]})"),
       "?/components/1 circle"},
      {chain, Graph(R"({"ref":"app","dependsOn":["b","c"]},{"ref":"c","dependsOn":["c"]})"),
       "?/components/2 circle"},
      {chain,
       R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"file","name":"a"}]})",
       "? no-primary"},
      {chain, Bom(R"("components":[])"), "? no-components"},
  });
}

TEST(SoundnessTest, StatementsAboutCompletenessAgree) {
  const auto stated = [](const std::string& second) {
    return Bom(R"("components":[{"type":"file","bom-ref":"a","name":"a"}],"compositions":[)"
               R"({"aggregate":"complete","dependencies":["a"]},{"aggregate":")" +
               second + R"(","dependencies":["a"]}])");
  };
  ExpectCases({{stated("unknown"), stated("incomplete"),
                "?/compositions/1/dependencies/0 completeness-conflict"}});
}

TEST(SoundnessTest, AByteOrderMarkIsAWarningInJson) {
  EXPECT_EQ(" byte-order-mark", WarningsOf("\xEF\xBB\xBF" + Library("pkg:npm/left-pad@1.3.0")));
}

TEST(SoundnessTest, TheSameDocumentHasTheSameFaultsInEverySerialisation) {
  const std::string cyclonedx = ": hash-length hash-length";
  for (const char* sample : {kCycloneDxJson, kCycloneDxXml}) {
    std::string keys;
    for (const SbomProblem& problem : Judge(sample).errors) {
      if (problem.check.view() == "content") keys += " " + problem.message.key;
    }
    // Of two hashes that are none; the schemas complain at the same places.
    EXPECT_EQ("", keys) << sample;
  }
  std::vector<std::string> answers;
  for (const char* sample : {kSpdx2Json, kSpdx2Yaml, kSpdx2TagValue}) {
    const SbomAnswer answer = Judge(sample);
    std::string keys;
    for (const auto* list : {&answer.errors, &answer.warnings}) {
      for (const SbomProblem& problem : *list) {
        if (problem.check.view() == "content") keys += " " + problem.message.key;
      }
    }
    answers.push_back(keys);
  }
  EXPECT_NE("", answers[0]);
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(answers[0], answers[2]);
}

TEST(JudgeSbomTest, SaysWhatAFileIsInstead) {
  const auto key = [](std::string bytes) {
    const SbomAnswer answer = Judge(std::move(bytes));
    const std::string state = answer.state == State::kInvalid     ? "invalid "
                              : answer.state == State::kUnchecked ? "unchecked "
                                                                  : "valid ";
    return state + (answer.errors.empty() ? "" : answer.errors.front().message.key);
  };
  EXPECT_EQ("invalid unrelated", key("just a text"));
  EXPECT_EQ("invalid unrelated", key(""));
  EXPECT_EQ("invalid broken", key(R"({"bomFormat":"CycloneDX")"));
  EXPECT_EQ("invalid is-draft", key(R"({"bomFormat":"CycloneDX","specVersion":"2.0"})"));
  EXPECT_EQ("invalid is-version", key(R"({"bomFormat":"CycloneDX","specVersion":"7"})"));
  EXPECT_EQ("unchecked is-newer", key(R"({"bomFormat":"CycloneDX","specVersion":"1.9"})"));
  EXPECT_EQ("unchecked is-old", key(R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.1"/>)"));
  EXPECT_EQ("invalid is-gitlab-report", key(R"({"dependency_files":[]})"));
}

TEST(JudgeSbomTest, TellsWhereSyntaxBreaks) {
  const SbomAnswer answer = Judge("{\"bomFormat\":\n  \"CycloneDX\", }");
  ASSERT_EQ(1U, answer.errors.size());
  EXPECT_EQ("syntax", answer.errors[0].check.view());
  EXPECT_EQ(2U, answer.errors[0].line);
  EXPECT_LT(0U, answer.errors[0].column);
}

TEST(JudgeSbomTest, ManyWarningsHideNoError) {
  std::string components;
  for (int i = 0; i < 1500; ++i) {
    components += R"({"type":"library","name":"x","version":"1","purl":"pkg:npm/other)" +
                  std::to_string(i) + R"(@1"},)";
  }
  const SbomAnswer answer = Judge(Bom(R"("components":[)" + components +
                                      R"({"type":"library","name":"last","purl":"no purl"}])"));
  EXPECT_EQ(State::kInvalid, answer.state);
  EXPECT_EQ("/components/1500/purl purl-no-scheme", Shown(answer.errors));
  EXPECT_EQ(1000U, answer.warnings.size());
  EXPECT_EQ(500U, answer.more_warnings);
}

}  // namespace
}  // namespace headwater::sbom
