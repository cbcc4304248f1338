// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Completeness: whoever adds a rule is told here what is still missing.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/glob.h"
#include "headwater/registry.h"
#include "tests/rules/rule_case.h"

namespace headwater {
namespace {

// Longer titles are cut in the lists of GitLab and in terminals.
constexpr size_t kMaxTitleCharacters = 60;

std::string Id(const RuleEntry& rule) { return std::string(rule.info.id.view()); }

std::string FamilyOf(const RuleEntry& rule) { return Id(rule).substr(0, Id(rule).find('/')); }

size_t Characters(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// {name} in order of the alphabet, each as often as it stands there.
std::multiset<std::string> Placeholders(std::string_view text) {
  std::multiset<std::string> names;
  for (size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace(text.substr(open + 1, close - open - 1));
    open = close;
  }
  return names;
}

void ExpectText(const Text& text, const std::string& what) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const std::string_view half = text.In(language).view();
    EXPECT_FALSE(half.empty()) << what << " lacks a language";
    EXPECT_EQ(std::string_view::npos, half.find('!')) << what << " raises its voice";
  }
  EXPECT_EQ(Placeholders(text.en.view()), Placeholders(text.de.view()))
      << what << " has other placeholders in German than in English";
}

bool IsKebabPart(std::string_view part) {
  if (part.empty() || part.front() == '-' || part.back() == '-') return false;
  return std::all_of(part.begin(), part.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

DataNode ShippedYaml(const std::string& name) {
  for (const ShippedFile& file : ShippedRuleSets()) {
    if (file.name != name) continue;
    auto node = ParseYaml(file.yaml, kPolicyLimits);
    EXPECT_TRUE(node.ok()) << name << (node.ok() ? "" : ": " + node.error().message);
    return node.ok() ? std::move(node).value() : DataNode();
  }
  ADD_FAILURE() << "no shipped file is called " << name;
  return {};
}

TEST(CatalogueTest, RulesAreSortedAndWellNamed) {
  ASSERT_FALSE(AllRules().empty());
  std::string last;
  for (const RuleEntry* rule : AllRules()) {
    const std::string id = Id(*rule);
    EXPECT_LT(last, id) << "not sorted, or twice";
    last = id;
    const size_t slash = id.find('/');
    ASSERT_NE(std::string::npos, slash) << id;
    EXPECT_TRUE(IsKebabPart(id.substr(0, slash))) << id;
    EXPECT_TRUE(IsKebabPart(id.substr(slash + 1))) << id;
    EXPECT_EQ(rule, FindRule(id));
  }
  EXPECT_EQ(nullptr, FindRule("license/no-such-rule"));
  EXPECT_EQ(nullptr, FindRule(""));
}

TEST(CatalogueTest, EveryRuleSpeaksBothLanguages) {
  for (const RuleEntry* rule : AllRules()) {
    const RuleInfo& info = rule->info;
    ExpectText(info.title, Id(*rule) + ": title");
    ExpectText(info.why, Id(*rule) + ": why");
    ExpectText(info.fix, Id(*rule) + ": fix");
    for (const Literal& title : {info.title.en, info.title.de}) {
      EXPECT_LE(Characters(title.view()), kMaxTitleCharacters) << Id(*rule) << ": title";
    }
    EXPECT_FALSE(info.messages.empty()) << Id(*rule);
    std::set<std::string_view> keys;
    for (const MessageText& message : info.messages) {
      EXPECT_TRUE(keys.insert(message.key.view()).second) << message.key.view() << " twice";
      ExpectText(message.text, Id(*rule) + ": message " + std::string(message.key.view()));
    }
  }
}

bool BeginsASentence(std::string_view rest) {
  if (rest.empty()) return false;
  const bool is_umlaut = rest.starts_with("Ä") || rest.starts_with("Ö") || rest.starts_with("Ü");
  return is_umlaut || (rest[0] >= 'A' && rest[0] <= 'Z') || rest[0] == '`' || rest[0] == '@';
}

size_t Sentences(std::string_view text) {
  size_t count = 1;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    const bool ends = (text[i] == '.' || text[i] == '?') && text[i + 1] == ' ';
    if (ends && BeginsASentence(text.substr(i + 2))) ++count;
  }
  return count;
}

/// In lower case, as far as it is ASCII.
std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool is_letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U;
    if (!is_letter) {
      if (!words.back().empty()) words.emplace_back();
      continue;
    }
    words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

/// How a fix begins in English.
const std::set<std::string, std::less<>> kActions = {
    "Add",     "Apply",   "Ask",  "Check", "Choose", "Correct", "Create", "Generate", "Join",
    "Keep",    "Leave",   "Look", "Mark",  "Move",   "Name",    "Offer",  "Put",      "Remove",
    "Replace", "Restore", "Run",  "Set",   "Switch", "Take",    "Write"};

TEST(ToneTest, AReasonAndAFixHaveAtMostTwoSentences) {
  for (const RuleEntry* rule : AllRules()) {
    for (const Text& text : {rule->info.why, rule->info.fix}) {
      EXPECT_LE(Sentences(text.en.view()), 2U) << Id(*rule) << ": " << text.en.view();
      EXPECT_LE(Sentences(text.de.view()), 2U) << Id(*rule) << ": " << text.de.view();
    }
  }
}

TEST(ToneTest, AFixBeginsWithAnAction) {
  const auto is_infinitive = [](const std::string& word) {
    return word.ends_with("en") || word.ends_with("ern") || word.ends_with("eln");
  };
  for (const RuleEntry* rule : AllRules()) {
    const std::string_view english = rule->info.fix.en.view();
    const std::string first(english.substr(0, english.find(' ')));
    EXPECT_TRUE(kActions.contains(first)) << Id(*rule) << ": " << english;
    // In German the infinitive ends the first sentence or a part of it.
    const std::string_view german = rule->info.fix.de.view();
    const auto words = WordsOf(german.substr(0, german.find(". ")));
    EXPECT_TRUE(std::any_of(words.begin(), words.end(), is_infinitive))
        << Id(*rule) << ": " << german;
  }
}

/// Words that address or blame somebody.
const std::set<std::string, std::less<>> kPersonal = {
    "you",      "your",    "yours", "wrongly", "violates", "violation", "forbidden",
    "du",       "dich",    "dir",   "dein",    "deine",    "deiner",    "bitte",
    "verboten", "verstoß", "euch",  "unser",   "unsere"};

TEST(ToneTest, NobodyIsAddressedOrBlamed) {
  for (const RuleEntry* rule : AllRules()) {
    std::vector<Text> texts = {rule->info.title, rule->info.why, rule->info.fix};
    for (const MessageText& message : rule->info.messages) texts.push_back(message.text);
    for (const Text& text : texts) {
      for (const Literal& half : {text.en, text.de}) {
        std::string last;
        for (const std::string& word : WordsOf(half.view())) {
          const bool is_thanks = last == "thank" && word == "you";
          EXPECT_FALSE(kPersonal.contains(word) && !is_thanks) << Id(*rule) << ": " << half.view();
          last = word;
        }
      }
    }
  }
}

TEST(CatalogueTest, EveryRuleNamesItsSources) {
  for (const RuleEntry* rule : AllRules()) {
    EXPECT_FALSE(rule->info.sources.empty()) << Id(*rule);
    EXPECT_FALSE(rule->info.since.view().empty()) << Id(*rule);
    for (const Source& source : rule->info.sources) {
      EXPECT_FALSE(source.title.view().empty()) << Id(*rule);
      EXPECT_TRUE(source.url.view().starts_with("https://")) << Id(*rule) << source.url.view();
    }
  }
}

TEST(CatalogueTest, EveryOptionIsDocumentedAndItsDefaultIsAValue) {
  for (const RuleEntry* rule : AllRules()) {
    for (const OptionInfo& option : rule->info.options) {
      const std::string what = Id(*rule) + ": option " + std::string(option.name.view());
      EXPECT_TRUE(option.doc.view().ends_with('.')) << what << " needs a sentence";
      const OptionValue value = cases::DefaultOf(option);
      if (option.type == OptionType::kInteger) {
        EXPECT_LE(option.minimum, std::get<int64_t>(value)) << what;
        EXPECT_GE(option.maximum, std::get<int64_t>(value)) << what;
      } else if (option.type == OptionType::kGlobs) {
        EXPECT_TRUE(GlobSet::Make(std::get<std::vector<std::string>>(value)).ok()) << what;
      }
    }
  }
}

TEST(CatalogueTest, EveryRuleIsExplainedInItsFamilysReadme) {
  for (const RuleEntry* rule : AllRules()) {
    const auto readme =
        std::filesystem::path(HEADWATER_SOURCE_DIR) / "rules" / FamilyOf(*rule) / "README.md";
    EXPECT_NE(std::string::npos, cases::ReadFile(readme).find("\n## " + Id(*rule) + "\n"))
        << readme << " has no section about " << Id(*rule);
  }
}

TEST(CatalogueTest, EveryRuleHasAModeInItsFamilysRuleSet) {
  for (const RuleEntry* rule : AllRules()) {
    const DataNode file = ShippedYaml("family:" + FamilyOf(*rule));
    const DataNode* rules = file.Find("rules");
    ASSERT_NE(nullptr, rules);
    const DataNode* entry = rules->Find(Id(*rule));
    ASSERT_NE(nullptr, entry) << Id(*rule) << " is not in its ruleset.yaml";
    EXPECT_NE(nullptr, entry->Find("mode")) << Id(*rule);
  }
}

TEST(CatalogueTest, ThePresetsReachEveryFamily) {
  std::set<std::string> families;
  for (const RuleEntry* rule : AllRules()) families.insert("family:" + FamilyOf(*rule));
  const DataNode base = ShippedYaml("preset:opencode");
  ASSERT_NE(nullptr, base.Find("extends"));
  const auto extended = cases::Strings(*base.Find("extends"));
  EXPECT_EQ(families, std::set<std::string>(extended.begin(), extended.end()));
  for (const char* preset : {"preset:strict", "preset:minimal", "preset:observe"}) {
    const DataNode file = ShippedYaml(preset);
    ASSERT_NE(nullptr, file.Find("extends")) << preset;
    EXPECT_EQ("preset:opencode", file.Find("extends")->scalar) << preset;
  }
}

TEST(CatalogueTest, APlatformThatOnlyObservesShowsNothing) {
  const DataNode observe = ShippedYaml("preset:observe");
  for (const RuleEntry* rule : AllRules()) {
    const std::string id = Id(*rule);
    const DataNode family = ShippedYaml("family:" + FamilyOf(*rule));
    const DataNode* entry = observe.Find("rules")->Find(id);
    if (entry == nullptr) entry = family.Find("rules")->Find(id);
    ASSERT_NE(nullptr, entry) << id;
    const std::string& mode = entry->Find("mode")->scalar;
    EXPECT_TRUE(mode == "observe" || mode == "off") << id << " is " << mode;
  }
}

TEST(CatalogueTest, ShippedFilesNameOnlyRulesThatExist) {
  EXPECT_GE(ShippedRuleSets().size(), 6U);
  for (const ShippedFile& shipped : ShippedRuleSets()) {
    const DataNode file = ShippedYaml(std::string(shipped.name));
    const DataNode* rules = file.Find("rules");
    if (rules == nullptr) continue;
    for (const auto& entry : rules->members) {
      EXPECT_NE(nullptr, FindRule(entry.first.scalar)) << shipped.name << entry.first.scalar;
    }
  }
}

TEST(CatalogueTest, EveryRuleHasAViolatingAComplyingAndAnUncheckableCase) {
  std::map<std::string, std::set<std::string>> verdicts;
  for (const auto& file : cases::CaseFiles()) {
    const cases::RuleCase rule_case = cases::LoadCase(file);
    const std::string id = Id(*rule_case.rule);
    EXPECT_TRUE(file.parent_path().generic_string().ends_with("/" + id))
        << file << " is about " << id;
    verdicts[id].insert(rule_case.verdict);
  }
  for (const RuleEntry* rule : AllRules()) {
    for (const char* verdict : {"fail", "pass", "unknown"}) {
      EXPECT_EQ(1U, verdicts[Id(*rule)].count(verdict))
          << "tests/rules/" << Id(*rule) << " has no case with verdict " << verdict;
    }
  }
}

}  // namespace
}  // namespace headwater
