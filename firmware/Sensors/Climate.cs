namespace Nanowire.Firmware
{
    /// <summary>The readings that several sensors have alike, so that pages show them alike.</summary>
    public static class Climate
    {
        /// <summary>A temperature in hundredths of a degree Celsius.</summary>
        /// <param name="place">What id and name start with, such as "outdoor"; "" for none.</param>
        public static Reading Temperature(string place)
        {
            return new Reading(Id(place, "temperature"), Name(place, "Temperature"), "°C", 2, -1000, 4000);
        }

        /// <summary>A relative humidity in tenths of a percent.</summary>
        /// <param name="place">What id and name start with, such as "outdoor"; "" for none.</param>
        public static Reading Humidity(string place)
        {
            return new Reading(Id(place, "humidity"), Name(place, "Humidity"), "%", 1, 0, 1000);
        }

        /// <summary>An air pressure in hectopascals; hundredths of it, which are pascals.</summary>
        /// <param name="place">What id and name start with, such as "outdoor"; "" for none.</param>
        public static Reading Pressure(string place)
        {
            return new Reading(Id(place, "pressure"), Name(place, "Pressure"), "hPa", 2, 85000, 105000);
        }

        // outdoorTemperature, Outdoor temperature.
        private static string Id(string place, string quantity)
        {
            return place.Length == 0 ? quantity : place + quantity.Substring(0, 1).ToUpper() + quantity.Substring(1);
        }

        private static string Name(string place, string quantity)
        {
            return place.Length == 0 ? quantity : place.Substring(0, 1).ToUpper() + place.Substring(1) + " " + quantity.ToLower();
        }
    }
}
