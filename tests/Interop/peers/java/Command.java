import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a test wants, as a line of JSON without objects inside. */
final class Command {
    /** Possessive, since Java's matcher takes a level of the stack for each turn that it might take back: long texts have too many. */
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(-?\\d+)|null)");

    String name = "";
    String text = "";
    String url = "";
    int number;
    int parts = 1;

    Command(String line) {
        for (Matcher field = FIELD.matcher(line); field.find();) {
            String word = field.group(2) == null ? "" : unescape(field.group(2));
            switch (field.group(1)) {
                case "do":
                    name = word;
                    break;
                case "text":
                    text = word;
                    break;
                case "url":
                    url = word;
                    break;
                case "parts":
                    parts = Integer.parseInt(field.group(3));
                    break;
                default:
                    number = Integer.parseInt(field.group(3));
                    break;
            }
        }
    }

    private static String unescape(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                i++;
                c = json.charAt(i);
                if (c == 'u') {
                    c = (char) Integer.parseInt(json.substring(i + 1, i + 5), 16);
                    i += 4;
                } else {
                    int known = "nrtbf".indexOf(c);
                    c = known >= 0 ? "\n\r\t\b\f".charAt(known) : c;
                }
            }

            text.append(c);
        }

        return text.toString();
    }
}
