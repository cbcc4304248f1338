// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// Whatever lower layers say: below a lock no verdict becomes greener. Policies are made by chance,
// from a fixed seed, and judged by a small model that reads each setting as rules do.

#include <algorithm>
#include <optional>
#include <random>

#include "headwater/date.h"
#include "headwater/glob.h"
#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

constexpr const char* kGovernance = "contact: c\nowners: [o]\n";
constexpr const char* kLocks = "locked: [generated, own, threads, upstreams, variant]\n";
constexpr int kRounds = 150;

/// One file of a change, and where the change goes.
struct Case {
  std::string path;
  bool is_new;
  int64_t lines;
  bool whispers;      ///< Only a loud rule finds it.
  std::string token;  ///< Found where it is forbidden.
  std::string branch;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const char* path : {"a/x", "b/x", "c/x", "d/x"}) {
    for (const bool is_new : {false, true}) {
      for (const int64_t lines : {0, 5, 50}) {
        for (const char* branch : {"default", "release/1", "other"}) {
          cases.push_back({path, is_new, lines, false, "", branch});
          cases.push_back({path, is_new, lines, true, "", branch});
          cases.push_back({path, is_new, lines, true, "x", branch});
        }
      }
    }
  }
  return cases;
}

/// The rule as a policy wants it on one day.
class Model {
 public:
  Model(const Policy& policy, const RuleEntry& entry)
      : rule_(policy.rules.find(entry.info.id.view())->second),
        options_(CompleteOptions(entry.info, rule_)),
        only_(Globs(rule_.only.value)),
        exempt_{Globs(rule_.except.value), Globs(policy.generated.value), Globs(policy.own.value),
                Globs(options_.Globs("ignore"))} {}

  /// How bad the change looks: 0 where nothing is found or nobody is told.
  int Severity(const Case& file) const {
    if (!IsJudged(file)) return 0;
    const bool is_forbidden = Has(options_.Globs("forbidden"), file.token);
    if (file.whispers && !options_.Bool("loud") && !is_forbidden) return 0;
    const bool may_gate = Has(rule_.gate_on_branches.value, file.branch);
    return static_cast<int>(std::min(rule_.mode.value, may_gate ? Mode::kGate : Mode::kHint));
  }

 private:
  static GlobSet Globs(const std::vector<std::string>& globs) {
    return GlobSet::Make(globs).value();
  }
  static bool Has(const std::vector<std::string>& list, const std::string& entry) {
    return std::find(list.begin(), list.end(), entry) != list.end();
  }
  bool IsJudged(const Case& file) const {
    if (!only_.empty() && !only_.Matches(file.path)) return false;
    const bool is_exempt =
        std::any_of(exempt_.begin(), exempt_.end(),
                    [&file](const GlobSet& globs) { return globs.Matches(file.path); });
    return !is_exempt && (file.is_new || options_.Choice("scope") == "covered") &&
           file.lines >= options_.Integer("min_lines");
  }

  RulePolicy rule_;
  Options options_;
  GlobSet only_;
  std::vector<GlobSet> exempt_;
};

class PolicyLocksTest : public PolicyTest {
 protected:
  template <typename T>
  T OneOf(const std::vector<T>& choices) {
    return choices[random_() % choices.size()];
  }
  bool Sometimes() { return random_() % 3 == 0; }

  std::string List(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) {
      if (Sometimes()) list += (list.empty() ? "\"" : ", \"") + word + "\"";
    }
    return "[" + list + "]";
  }
  std::string Globs() { return List({"a/**", "b/**", "c/**", "**"}); }
  std::string ModeText() {
    const std::vector<std::string> modes = {"off", "observe", "hint", "ratchet", "gate", "gate"};
    if (!Sometimes()) return OneOf(modes);
    return "{start: " + OneOf(modes) + ", 2026-12-24: " + OneOf(modes) +
           ", 2027-03-01: " + OneOf(modes) + "}";
  }

  std::string OptionsText() {
    std::string text;
    const auto add = [&](const char* name, const std::string& value) {
      if (Sometimes()) text += std::string(text.empty() ? "" : ", ") + name + ": " + value;
    };
    add("scope", OneOf<std::string>({"new", "covered"}));
    add("min_lines", OneOf<std::string>({"0", "5", "10", "60"}));
    add("ignore", Globs());
    add("loud", OneOf<std::string>({"true", "false"}));
    add("forbidden", List({"x", "y"}));
    add("holder", OneOf<std::string>({"City", "Town"}));
    return "{" + text + "}";
  }

  std::string RuleText(const std::string& lock) {
    std::string text = "rules:\n  family/first:\n    options: " + OptionsText() + "\n";
    if (Sometimes()) text += "    mode: " + ModeText() + "\n";
    if (Sometimes()) text += "    only: " + Globs() + "\n";
    if (Sometimes()) text += "    except: " + Globs() + "\n";
    if (Sometimes()) {
      text += "    gate_on_branches: " + List({"default", "release/1", "other"}) + "\n";
    }
    return text + lock;
  }

  std::string FileText(const std::string& lock = "") {
    std::string text = RuleText(lock);
    if (Sometimes()) text += "generated: " + Globs() + "\n";
    if (Sometimes()) text += "own: " + Globs() + "\n";
    if (Sometimes()) text += "threads: none\n";
    return text;
  }
  std::string LockedText() { return FileText("    locked: true\n") + kLocks; }

  /// Fails where one is greener than the other for any change on any day.
  void ExpectNotGreener(const PolicyStack& stack, const PolicyStack& least,
                        const std::string& story) {
    for (const char* text : {"2026-11-22", "2026-12-24", "2027-06-01"}) {
      const std::chrono::sys_days day = ParseDate(text).value();
      const Model judged(stack.Make("", day), first_);
      const Model bound(least.Make("", day), first_);
      for (const Case& file : cases_) {
        ASSERT_GE(judged.Severity(file), bound.Severity(file))
            << text << " " << file.path << " to " << file.branch << "\n"
            << story;
      }
    }
  }

  std::mt19937 random_{20261122};  // NOLINT(cert-msc51-cpp): the same policies in every run.
  const std::vector<Case> cases_ = Cases();
};

TEST_F(PolicyLocksTest, B11NoProjectFileMakesAVerdictGreener) {
  int valid = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string instance = LockedText() + kGovernance;
    const std::string project = FileText();
    const PolicyLayers layers =
        PolicyLayers::Load({{"instance.yml", instance}, nullptr, {}, nullptr}, shipped()).value();
    const UpperPolicy upper = layers.For("a/b");
    Shipped over = shipped();
    over.upper = &upper;
    const auto effective = StackOf({PolicySource{".headwater.yml", project}}, over);
    if (!effective.ok()) continue;
    ++valid;
    ExpectNotGreener(effective.value().stack, upper.stack, instance + "---\n" + project);
  }
  // Neither all nor none: else nothing was tried.
  EXPECT_GT(valid, 2);
  EXPECT_LT(valid, kRounds);
}

TEST_F(PolicyLocksTest, NoGroupMakesAVerdictGreenerThanAnotherThatLocksIt) {
  for (int round = 0; round < kRounds; ++round) {
    const std::string instance = FileText() + kGovernance;
    const std::string first = "projects: ['**']\n" + LockedText();
    const std::string second = "projects: ['**']\n" + FileText();
    const LayerSources one{{"instance.yml", instance}, nullptr, {{"1.yml", first}}, nullptr};
    LayerSources both = one;
    both.groups.push_back({"2.yml", second});
    const PolicyLayers locked = PolicyLayers::Load(one, shipped()).value();
    const PolicyLayers laid_over = PolicyLayers::Load(both, shipped()).value();
    ExpectNotGreener(laid_over.For("a/b").stack, locked.For("a/b").stack,
                     instance + "---\n" + first + "---\n" + second);
  }
}

TEST_F(PolicyLocksTest, ABranchIsNeverGreenerThanTheDefaultBranch) {
  for (int round = 0; round < kRounds; ++round) {
    const std::string on_branch = FileText();
    const std::string on_default = FileText();
    const PolicySource branch_file{".headwater.yml", on_branch};
    const PolicySource default_file{".headwater.yml", on_default};
    const auto tightened = StackOf({branch_file, false, default_file}, shipped()).value();
    const auto bound = StackOf({default_file}, shipped()).value();
    ExpectNotGreener(tightened.stack, bound.stack, on_branch + "---\n" + on_default);
  }
}

}  // namespace
}  // namespace headwater::config
