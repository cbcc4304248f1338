# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Writes OUT: ShippedRuleSets() with every preset (preset:<file name>) and every family's rule set
# (family:<folder name>) as string literals.

set(code "// Generated from rules/presets/*.yaml and rules/*/ruleset.yaml.\n")
string(APPEND code "#include \"headwater/registry.h\"\n\nnamespace headwater {\nnamespace {\n\n")
string(APPEND code "constexpr ShippedFile kFiles[] = {\n")
set(entries)
foreach(file ${RULESETS})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(family ${folder} NAME)
  list(APPEND entries "family:${family}|${file}")
endforeach()
foreach(file ${PRESETS})
  get_filename_component(preset ${file} NAME_WE)
  list(APPEND entries "preset:${preset}|${file}")
endforeach()
list(SORT entries)
foreach(entry ${entries})
  string(REGEX MATCH "^([^|]*)\\|(.*)$" unused ${entry})
  set(name ${CMAKE_MATCH_1})
  file(READ ${CMAKE_MATCH_2} yaml)
  string(APPEND code "    {\"${name}\", R\"yaml(${yaml})yaml\"},\n")
endforeach()
string(APPEND code "};\n\n}  // namespace\n\n")
string(APPEND code "std::span<const ShippedFile> ShippedRuleSets() { return kFiles; }\n\n")
string(APPEND code "}  // namespace headwater\n")
file(WRITE ${OUT} "${code}")
